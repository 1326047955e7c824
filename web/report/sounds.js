// Where the sound of an attempt is: inside the page, or with the service.

/** @type {Map<string, string>} Addresses of the sounds that were unpacked. */
const unpacked = new Map();

/** @param {string} id an attempt's */
function soundBlock(id) {
  return document.getElementById(`sound-${id}`);
}

/** Whether an attempt can be heard.
 * @param {string | null} id
 */
function hasSound(id) {
  const attempt = id === null ? undefined : ATTEMPTS.get(id);
  return Boolean(attempt && (soundBlock(attempt.id) || (SERVICE && attempt.audio)));
}

/** The address of an attempt's sound.
 * @param {string} id
 * @returns {string}
 */
function soundAddress(id) {
  const block = soundBlock(id);
  if (!block) return `${SERVICE}/attempts/${encodeURIComponent(id)}/audio`;
  let address = unpacked.get(id);
  if (address === undefined) {
    const bytes = Uint8Array.from(atob(block.textContent ?? ""), (letter) => letter.charCodeAt(0));
    address = URL.createObjectURL(new Blob([bytes], { type: block.dataset.mediaType ?? "" }));
    unpacked.set(id, address);
  }
  return address;
}
