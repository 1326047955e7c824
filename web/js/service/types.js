/** The messages of docs/protocol.md and the shapes of a report that the page reads. Types only. */

/** @typedef {{start: number, shape: string}} Viseme a mouth shape that begins at `start` seconds */

/** @typedef {{id: string, name: string, description: string, questions: number, kinds: string[]}} Role */

/** @typedef {{id: string, role: string, profile: string, started_at: string, state: string, score: number | null}} PastInterview */

/**
 * A way of interviewing; `interviewer` is who usually leads it, `hands_free` whether silence can end an answer.
 * @typedef {{id: string, name: string, description: string, questions: number, retakes: number, interviewer?: string | null, hands_free?: boolean}} Profile
 */

/** @typedef {{id: string, name: string, about: string, trains: string[], goal: string}} Drill */

/** @typedef {{id: string, kind: string, text: string}} QuestionLine */

/** @typedef {{id: string, role: string, role_name: string, profile: string, number: number, of: number, started_at: string, interviewer?: string | null}} Unfinished */

/** @typedef {"interview" | "question" | "solo" | "drill"} Mode */

/**
 * What to practise. `profile`, `question`, `drill` and `interviewer` are ids, empty where the service shall choose.
 * `handsFree` false: silence ends no answer.
 * @typedef {{role: string, mode: Mode, profile: string, questions: number, question: string, drill: string, interviewer: string, handsFree: boolean}} Choice
 */

/** @typedef {{id: string, hands_free?: boolean}} Opened an interview that can begin */

/** @typedef {{reached: boolean | null, text: string}} Goal whether a try has reached what a drill is for */

/** @typedef {{id: string, good: boolean, text: string, remedy: string | null}} Finding */

/**
 * What the service heard in the check. Levels in dBFS.
 * @typedef {object} Check
 * @property {number} level_dbfs
 * @property {number} noise_dbfs
 * @property {number | null} echo_db
 * @property {string | null} heard its words
 * @property {Finding[]} findings
 */

/**
 * @typedef {object} State
 * @property {string} state
 * @property {string | null} turn
 * @property {number} number
 * @property {number} of
 * @property {string | null} attempt
 * @property {number} attempts_left
 * @property {boolean} microphone
 * @property {number} recording
 * @property {number} next_sample where the open recording goes on
 * @property {number} spoken seconds of the answer up to there, as the time limit counts them
 * @property {boolean} moment the candidate has asked for a moment, and thinks
 */

/**
 * @typedef {object} Ask
 * @property {number} recording
 * @property {"question" | "probe" | "repeat" | "rephrasing" | "clarification" | "time" | "resume"} why
 * @property {string} text
 * @property {string} [question] the question as the bank has it, where `text` is a part of it or an answer
 * @property {string} [lead] said before the text
 * @property {string | null} [parent] the turn that a probe follows up
 * @property {string} kind
 * @property {number} time_limit seconds
 * @property {number} at_least seconds
 * @property {boolean} [hands_free] whether silence can end the answer
 * @property {string | null} audio
 * @property {Viseme[]} visemes
 * @property {number} number
 * @property {number} of
 * @property {string[]} constraints
 */

/** @typedef {{text: string, start: number, end: number, final?: boolean}} Caption what is not final may be revised */
/** @typedef {{captions: Caption[]}} HeardBefore everything final, in place of all captions that are shown */

/** @typedef {{kind: "pace" | "fillers" | "time", value: number, text: string, good: boolean}} Nudge */

/** @typedef {{stage: "transcribing" | "scoring", done: number, total: number}} Progress */

/**
 * @typedef {object} Evidence
 * @property {number | null} start
 * @property {number | null} end
 * @property {number | null} start_word
 * @property {number | null} end_word exclusive
 * @property {string} quote
 * @property {string | null} kind
 * @property {string | null} part
 * @property {string | null} [attempt] the other attempt in which it was said, whose seconds these are
 */

/**
 * @typedef {object} Result
 * @property {string} id
 * @property {"ok" | "not_applicable" | "not_measurable" | "error"} status
 * @property {number | null} value
 * @property {string | null} unit
 * @property {number | null} score 0 to 100
 * @property {number | null} level 1 to 5
 * @property {Evidence[]} evidence
 * @property {string | null} verdict
 * @property {string | null} reason
 * @property {string | null} remedy
 * @property {string | null} advice
 * @property {Record<string, unknown>} [detail] what else was found, each metric's own
 */

/** @typedef {{text: string, start: number | null, end: number | null, kind: "lexical" | "filled_pause"}} Word */

/** @typedef {{start: number, end: number, text: string, start_word: number, end_word: number}} Utterance */

/**
 * @typedef {object} Attempt
 * @property {string} id
 * @property {number} number
 * @property {"spoken" | "typed"} mode
 * @property {Word[]} words
 * @property {string | null} reading the same without fillers and restarts, in sentences
 * @property {Utterance[]} utterances
 * @property {Result[]} results
 * @property {string | null} failure
 */

/**
 * How the results of an attempt add up: the sum of score times weight over the terms, whose weights sum to 1.
 * @typedef {object} Summary
 * @property {number | null} score
 * @property {{id: string, name: string, score: number | null, level: number | null}[]} criteria
 * @property {{metric: string, criterion: string, score: number, weight: number}[]} terms
 * @property {{metric: string, criterion: string, status: string, reason: string}[]} left_out
 * @property {number[]} levels the scores from which levels 2, 3, 4 and 5 begin
 */

/** @typedef {Record<string, {name: string, kinds: Record<string, string>}>} Metrics their names, and those of their evidence, by id */

/**
 * An attempt with what came of it.
 * @typedef {object} Shown
 * @property {string} turn
 * @property {string} [question] its text
 * @property {Attempt} attempt
 * @property {string | null} audio
 * @property {Summary} summary
 * @property {string | null} advice
 * @property {Goal | null} [goal]
 */

/**
 * What came of a question: its latest try, the tries before it, and the replies to its follow-ups.
 * @typedef {Shown & {earlier?: Shown[], replies?: Shown[], attempts_left: number, metrics: Metrics, last: boolean}} Scored
 */

/** @typedef {{report: string, json: string, score: number | null, closing?: string, audio?: string | null, changes?: string[]}} Finished closing: the last word, and how it sounds; changes: what to try next, a line each */

/** @typedef {{message: string, remedy: string, fatal?: boolean}} Trouble */

/** @typedef {{type: string, [field: string]: unknown}} Message any text frame */

/**
 * The face's parameters. `jaw`, `round`, `press`, `smile`, `blink`, `oneBrow`: 0 to 1; `width`, `gazeX`, `gazeY`, `brow`, `nod`, `tilt`: -1 to 1;
 * `breath`: 0 to 1.
 * @typedef {object} Pose
 * @property {number} jaw
 * @property {number} width
 * @property {number} round
 * @property {number} press
 * @property {number} blink
 * @property {number} gazeX
 * @property {number} gazeY
 * @property {number} brow
 * @property {number} nod
 * @property {number} breath
 * @property {number} smile
 * @property {number} oneBrow
 * @property {number} tilt
 */

export {};
