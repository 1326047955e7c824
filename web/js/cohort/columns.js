/** What the table shows of a member: columns with their heading, what they sort by, and what stands in them. */

/** @typedef {{value: number, text: string, score: number | null, change: number | null, course: "better" | "worse" | "steady" | null}} Standing */

/**
 * @typedef {object} Member
 * @property {string | null} candidate null where the name was left out
 * @property {string} role
 * @property {number} interviews
 * @property {string} interview the latest one
 * @property {string} latest when it began
 * @property {Record<string, number>} criteria
 * @property {Record<string, Standing>} standings by metric, the total as "score"
 */

/** @typedef {{members: Member[], criteria: {id: string, name: string}[], metrics: {id: string, name: string}[]}} Cohort */

/**
 * @typedef {object} Column
 * @property {string} id
 * @property {string} name
 * @property {boolean} [text] words, not figures
 * @property {(member: Member) => string | number | null} sort null goes last, whichever way
 * @property {(member: Member) => string} show
 */

const DATE = new Intl.DateTimeFormat(undefined, { dateStyle: "medium" });

/** @type {Record<string, string>} */
const COURSES = { better: "↗ better", worse: "↘ weaker", steady: "→ steady" };

/** @param {number | null | undefined} score */
const whole = (score) => (score === null || score === undefined ? "–" : String(Math.round(score)));

/** @param {number | null | undefined} change */
const signed = (change) =>
  change === null || change === undefined ? "" : `${change > 0 ? "+" : change < 0 ? "−" : "±"}${Math.abs(Math.round(change))}`;

/** @param {string} iso what a foreign report says of itself may be no date */
function day(iso) {
  const date = new Date(iso);
  return Number.isNaN(date.getTime()) ? iso : DATE.format(date);
}

/** @param {Member} member */
export const nameOf = ({ candidate, interview }) => candidate ?? `Without a name (${interview})`;

/**
 * @param {Cohort} cohort
 * @param {string} metric the measure that is shown beside the criteria
 * @param {(role: string) => string} roleName
 * @returns {Column[]}
 */
export function columns({ criteria, metrics }, metric, roleName) {
  const measure = metrics.find(({ id }) => id === metric);
  return [
    { id: "candidate", name: "Candidate", text: true, sort: (one) => nameOf(one).toLowerCase(), show: nameOf },
    { id: "role", name: "Role", text: true, sort: (one) => roleName(one.role).toLowerCase(), show: (one) => roleName(one.role) },
    { id: "interviews", name: "Interviews", sort: (one) => one.interviews, show: (one) => String(one.interviews) },
    { id: "latest", name: "Latest", sort: (one) => one.latest, show: (one) => day(one.latest) },
    ...judged("score", "Score"),
    ...criteria.map(({ id, name }) => ({
      id: `criterion-${id}`,
      name,
      sort: (/** @type {Member} */ one) => one.criteria[id] ?? null,
      show: (/** @type {Member} */ one) => whole(one.criteria[id]),
    })),
    ...(measure ? [value(measure.id, measure.name), ...judged(measure.id, `${measure.name}: score`)] : []),
  ];
}

/** @param {string} id @param {string} name @returns {Column} */
const value = (id, name) => ({
  id: `value-${id}`,
  name,
  sort: ({ standings }) => standings[id]?.value ?? null,
  show: ({ standings }) => standings[id]?.text ?? "–",
});

/** A score, and how it changed. @param {string} id @param {string} name @returns {Column[]} */
const judged = (id, name) => [
  { id: `score-${id}`, name, sort: ({ standings }) => standings[id]?.score ?? null, show: ({ standings }) => whole(standings[id]?.score) },
  {
    id: `change-${id}`,
    name: "Change",
    sort: ({ standings }) => standings[id]?.change ?? null,
    show: ({ standings }) => [signed(standings[id]?.change), COURSES[standings[id]?.course ?? ""]].filter(Boolean).join(" ") || "–",
  },
];
