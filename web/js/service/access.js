/** The service's calls about who is here, and who sees what. Each fails with a Refusal. */
import { call } from "./api.js";

/** @typedef {{login: boolean, kind: "candidate" | "coach", name: string | null, coaches: boolean}} Session */
/** @typedef {{name: string, sees: boolean}} Coach */
/** @typedef {{id: string, role: string, candidate: string | null, started_at: string, score: number | null}} Shared */

const SESSION = "/api/session";

/** @returns {Promise<Session>} */
export const session = async () => (await call(SESSION)).json();

/** @param {string} token @returns {Promise<Session>} */
export const logIn = async (token) => (await call(SESSION, sending("POST", { token }))).json();

export const logOut = () => call(SESSION, { method: "DELETE" });

/** What was shared with who is logged in. @returns {Promise<Shared[]>} */
export const shared = async () => (await call("/api/shared")).json();

/** The coaches there are, and which see an interview. @param {string} id @returns {Promise<Coach[]>} */
export const sharesOf = async (id) => (await call(sharesUrl(id))).json();

/** Let these coaches see an interview, and no others. @param {string} id @param {string[]} coaches @returns {Promise<Coach[]>} */
export const shareWith = async (id, coaches) => (await call(sharesUrl(id), sending("PUT", { coaches }))).json();

/** @param {string} id */
const sharesUrl = (id) => `/api/interviews/${encodeURIComponent(id)}/shares`;

/** @param {string} method @param {unknown} body @returns {RequestInit} */
const sending = (method, body) => ({
  method,
  headers: { "Content-Type": "application/json" },
  body: JSON.stringify(body),
});
