/** The service's HTTP calls. Each fails with a Refusal that says what happened and what to do. */

export class Refusal extends Error {
  /** @param {string} message @param {string} remedy */
  constructor(message, remedy) {
    super(message);
    this.remedy = remedy;
  }
}

/**
 * @param {string} path
 * @param {RequestInit} [options]
 * @returns {Promise<Response>}
 */
async function call(path, options) {
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
  /** @type {Partial<import("./types.js").Trouble>} */
  const body = await response.json().catch(() => ({}));
  throw new Refusal(
    body.message ?? `The interview service could not do that (status ${response.status}).`,
    body.remedy ?? "Try again; if it happens again, restart interview-sim.",
  );
}

/** @returns {Promise<import("./types.js").Role[]>} */
export const roles = async () => (await call("/api/roles")).json();

/** @returns {Promise<import("./types.js").PastInterview[]>} */
export const history = async () => (await call("/api/interviews")).json();

/**
 * @param {string} role
 * @param {number} questions
 * @returns {Promise<{id: string}>}
 */
export async function createInterview(role, questions) {
  const response = await call("/api/interviews", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ role, questions }),
  });
  return response.json();
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

/** @param {string} id */
export function socketUrl(id) {
  const url = new URL(`/api/interviews/${encodeURIComponent(id)}/socket`, location.href);
  url.protocol = location.protocol === "https:" ? "wss:" : "ws:";
  return url.href;
}
