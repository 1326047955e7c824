/** The messages of docs/protocol.md and the shapes of a report that the page reads. Types only. */

/** @typedef {{start: number, shape: string}} Viseme a mouth shape that begins at `start` seconds */

/** @typedef {{id: string, name: string, description: string, questions: number, kinds: string[]}} Role */

/** @typedef {{id: string, role: string, profile: string, started_at: string, state: string, score: number | null}} PastInterview */

/** @typedef {"microphone" | "typing"} AnswerMode */

/** @typedef {{role: string, questions: number, mode: AnswerMode}} Choice */

/**
 * @typedef {object} State
 * @property {string} state
 * @property {string | null} turn
 * @property {number} number
 * @property {number} of
 * @property {string | null} attempt
 * @property {number} attempts_left
 * @property {boolean} microphone
 */

/**
 * @typedef {object} Ask
 * @property {number} recording
 * @property {"question" | "repeat" | "rephrasing" | "resume"} why
 * @property {string} text
 * @property {string} kind
 * @property {number} time_limit seconds
 * @property {number} at_least seconds
 * @property {string | null} audio
 * @property {Viseme[]} visemes
 * @property {number} number
 * @property {number} of
 * @property {string[]} constraints
 */

/** @typedef {{text: string, start: number, end: number}} Caption */

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
 */

/**
 * @typedef {object} Result
 * @property {string} id
 * @property {"ok" | "not_applicable" | "not_measurable" | "error"} status
 * @property {number | null} score 0 to 100
 * @property {number | null} level 1 to 5
 * @property {Evidence[]} evidence
 * @property {string | null} verdict
 * @property {string | null} reason
 * @property {string | null} remedy
 * @property {string | null} advice
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
 * @typedef {object} Scored
 * @property {string} turn
 * @property {string} [question] its text
 * @property {Attempt} attempt
 * @property {string | null} audio
 * @property {number} attempts_left
 * @property {Summary} summary
 * @property {Metrics} metrics
 * @property {string | null} advice
 * @property {boolean} last
 */

/** @typedef {{report: string, json: string, score: number | null}} Finished */

/** @typedef {{message: string, remedy: string, fatal?: boolean}} Trouble */

/** @typedef {{type: string, [field: string]: unknown}} Message any text frame */

/**
 * The face's parameters. `jaw`, `round`, `press`, `blink`: 0 to 1; `width`, `gazeX`, `gazeY`, `brow`, `nod`: -1 to 1;
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
 */

export {};
