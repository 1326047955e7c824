// The machine's level for a criterion, to stand beside a coach's: the rule of interview_sim/coaching/machine.py.

/** @type {{id: string, levels?: number[], criteria?: {id: string, metrics: Record<string, number>, levels?: number[]}[]}[]} */
const MACHINE_RUBRICS = /** @type {any} */ (REPORT.rubrics);

/** @type {{id: string, level: number | null}[]} */
const WHOLE_CRITERIA = /** @type {any} */ (REPORT).summary.criteria;

/** @param {Place} place @param {string} criterion @returns {number | null} */
function machineLevel({ turn, attempt }, criterion) {
  if (turn === null) return WHOLE_CRITERIA.find(({ id }) => id === criterion)?.level ?? null;
  const asked = REVIEWED_TURNS.find(({ id }) => id === turn);
  const rubric = MACHINE_RUBRICS.find(({ id, levels }) => id === asked?.question.kind && levels?.length);
  const own = rubric?.criteria?.find(({ id }) => id === criterion);
  const results = asked?.attempts.find(({ id }) => id === attempt)?.results ?? [];
  if (!rubric || !own) return null;
  let sum = 0;
  let whole = 0;
  for (const [metric, share] of Object.entries(own.metrics)) {
    const score = results.find(({ id }) => id === metric)?.score ?? null;
    if (score === null) continue;
    sum += share * score;
    whole += share;
  }
  if (whole <= 0) return null;
  // Rounded before it is judged, as the summary does.
  const mean = Number((sum / whole).toFixed(1));
  return 1 + (own.levels?.length ? own.levels : rubric.levels ?? []).filter((cut) => mean >= cut).length;
}

/** @param {string} attempt @param {string} metric @returns {number | null} */
function resultLevel(attempt, metric) {
  const found = ANSWERS.find(({ id }) => id === attempt)?.results.find(({ id }) => id === metric);
  return found?.level ?? null;
}
