/** The service's HTTP calls. Each fails with a Refusal that says what happened and what to do. */

export class Refusal extends Error {
  /** @param {string} message @param {string} remedy @param {number} [status] of the answer, where there was one */
  constructor(message, remedy, status = 0) {
    super(message);
    this.remedy = remedy;
    this.status = status;
  }
}

const UNAUTHORISED = 401;
const NOT_FOUND = 404;

const LOGIN = "/login";

/** The session has ended: back to the login, and from there to where we were. */
function toLogin() {
  if (location.pathname !== LOGIN) location.assign(`${LOGIN}?${new URLSearchParams({ next: location.pathname })}`);
}

/**
 * What a service may not offer: nothing then, and the page leaves the choice out.
 * @template T
 * @param {Promise<T>} offer
 * @param {T} none
 * @returns {Promise<T>}
 */
async function offered(offer, none) {
  try {
    return await offer;
  } catch (error) {
    if (error instanceof Refusal && error.status === NOT_FOUND) return none;
    throw error;
  }
}

/**
 * @param {string} path
 * @param {RequestInit} [options]
 * @returns {Promise<Response>}
 */
export async function call(path, options) {
  /** @type {Response} */
  let response;
  try {
    response = await fetch(path, options);
  } catch {
    throw new Refusal(
      "The interview service does not answer.",
      "Check that the window in which you started interview-sim is still open, then try again.",
    );
  }
  if (response.ok) return response;
  if (response.status === UNAUTHORISED) toLogin();
  /** @type {Partial<import("./types.js").Trouble>} */
  const body = await response.json().catch(() => ({}));
  throw new Refusal(
    body.message ?? `The interview service could not do that (status ${response.status}).`,
    body.remedy ?? "Try again; if it happens again, restart interview-sim.",
    response.status,
  );
}

/** @returns {Promise<import("./types.js").Role[]>} */
export const roles = () => json("/api/roles");

/** @returns {Promise<import("./types.js").PastInterview[]>} */
export const history = () => json("/api/interviews");

/** @param {string} path */
export const json = async (path) => (await call(path)).json();

/** @param {string} path @param {unknown} body */
export const put = (path, body) =>
  call(path, { method: "PUT", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });

/** @returns {Promise<import("./types.js").Profile[]>} */
export const profiles = () => json("/api/profiles");

/** @returns {Promise<import("../face/persona.js").Interviewer[]>} */
export const interviewers = () => offered(json("/api/interviewers"), []);

/** @returns {Promise<import("./types.js").Drill[]>} */
export const drills = () => offered(json("/api/drills"), []);

/** @param {string} role @returns {Promise<import("./types.js").QuestionLine[]>} */
export const questions = (role) => offered(json(`/api/roles/${encodeURIComponent(role)}/questions`), []);

/** @returns {Promise<import("./types.js").Unfinished[]>} newest first */
export const unfinished = () => offered(json("/api/interviews/unfinished"), []);

/** What to practise next; null where the service has no plan. @returns {Promise<import("../progress/service.js").Plan | null>} */
export const plan = () => offered(json("/api/progress/plan"), null);

/** What would leave this machine in an interview, in one sentence; empty where nothing does. @returns {Promise<string>} */
export async function leaving() {
  const { notice } = await offered(json("/api/leaving"), { notice: null });
  return notice ?? "";
}

/** End an interview that was interrupted. @param {string} id */
export const leave = (id) => call(`/api/interviews/${encodeURIComponent(id)}/leave`, { method: "POST" });

/**
 * The report, as soon as it is written.
 * @param {string} id
 * @returns {Promise<{summary: {score: number | null}, changes: {headline: string}[]}>}
 */
export async function reportOf(id) {
  for (let tries = 1; ; tries += 1) {
    try {
      return await json(`/api/interviews/${encodeURIComponent(id)}/report.json`);
    } catch (error) {
      if (!(error instanceof Refusal) || error.status !== NOT_FOUND || tries >= REPORT_TRIES) throw error;
      await new Promise((resolve) => setTimeout(resolve, 1000));
    }
  }
}

/** Transcribing what was said before an interview was left takes at most so many seconds. */
const REPORT_TRIES = 60;

/**
 * @param {import("./types.js").Choice} choice
 * @returns {Promise<import("./types.js").Opened>}
 */
export async function createInterview({ role, profile, questions: count, mode, question, drill, interviewer, handsFree }) {
  const body = {
    role,
    profile: profile || undefined,
    questions: mode === "interview" ? count : undefined,
    mode: mode === "interview" ? undefined : mode,
    question: question || undefined,
    drill: drill || undefined,
    interviewer: interviewer || undefined,
    hands_free: handsFree ? undefined : false,
  };
  const response = await call("/api/interviews", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  return response.json();
}

/**
 * Let the service listen to the check: silence first, then a sentence.
 * @param {ArrayBuffer} pcm 16 kHz mono 16 bit
 * @param {string} sentence what was to be read
 * @param {{quiet: number, voice_from?: number, voice_to?: number}} spans seconds
 * @returns {Promise<import("./types.js").Check | null>} null where the service has no check
 */
export function check(pcm, sentence, spans) {
  const query = new URLSearchParams(
    Object.entries(spans).flatMap(([name, value]) => (value === undefined ? [] : [[name, value.toFixed(2)]])),
  );
  query.set("sentence", sentence);
  const sent = call(`/api/check?${query}`, {
    method: "POST",
    headers: { "Content-Type": "application/octet-stream" },
    body: pcm,
  });
  return offered(sent.then((response) => response.json()), null);
}

/** @param {string} id @returns {Promise<string[]>} what was removed, one sentence each */
export async function deleteInterview(id) {
  const response = await call(`/api/interviews/${encodeURIComponent(id)}`, { method: "DELETE" });
  const { removed } = /** @type {{removed: string[]}} */ (await response.json());
  return removed;
}

/** @param {string} url @returns {Promise<ArrayBuffer>} */
export const sound = async (url) => (await call(url)).arrayBuffer();

/** @param {string} id */
export const reportUrl = (id) => `/api/interviews/${encodeURIComponent(id)}/report.html`;

/** A short hello in the interviewer's voice. @param {string} id */
export const helloUrl = (id) => `/api/interviews/${encodeURIComponent(id)}/hello.wav`;

/** @param {string} id */
export const dataUrl = (id) => `/api/interviews/${encodeURIComponent(id)}/report.json`;

/** @param {string} id */
export function socketUrl(id) {
  const url = new URL(`/api/interviews/${encodeURIComponent(id)}/socket`, location.href);
  url.protocol = location.protocol === "https:" ? "wss:" : "ws:";
  return url.href;
}
