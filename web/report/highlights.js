// Which words a result rests on: one result at a time, several, or the marks that stand there from the start.

/** Evidence over more of the words than this is about the whole answer: lighting it up would show nothing. */
const LARGEST_SHARE = 0.8;

/** In answers as short as this, one phrase is nearly everything, and is shown all the same. */
const FEW_WORDS = 12;

/** So many results can be told apart by colour; from the next one on, colours come again. */
const HUES = 5;

for (const block of all(".attempt")) {
  const attempt = ATTEMPTS.get(block.dataset.attempt ?? "");
  const transcript = /** @type {HTMLElement | null} */ (block.querySelector(".transcript"));
  if (attempt && transcript) filters(block, transcript, attempt);
}

/** The words that a result rests on, by number.
 * @param {Result} result
 * @param {number} count of words in all
 * @returns {[number, number][]} stretches, end exclusive
 */
function stretches(result, count) {
  const longest = Math.max(count * LARGEST_SHARE, FEW_WORDS);
  return result.evidence.flatMap(({ start_word: start, end_word: end, attempt, part }) => {
    // A part of the story has its colour already; what was said in another attempt is not in this text.
    if (start === null || end === null || attempt !== null || part !== null || end - start > longest) return [];
    return [/** @type {[number, number]} */ ([start, end])];
  });
}

/** @param {HTMLElement} block @param {HTMLElement} transcript @param {Attempt} attempt */
function filters(block, transcript, attempt) {
  const words = WORDS.get(attempt.id) ?? new Map();
  const found = attempt.results
    .map((result) => ({ id: result.id, spans: stretches(result, attempt.words.length) }))
    .filter(({ spans }) => spans.length > 0);
  if (!found.length) return;
  /** @type {Map<string, number>} Each chosen result and its colour. */
  const chosen = new Map();
  /** @type {Map<string, HTMLButtonElement>} */
  const chips = new Map();
  const every = chip("All marks");
  const rows = new Map(all("[data-result]", block).map((row) => [row.dataset.result ?? "", row]));

  /** @param {string} id */
  const choose = (id) => {
    const taken = new Set(chosen.values());
    const free = Array.from({ length: HUES }, (_, hue) => hue).find((hue) => !taken.has(hue));
    chosen.set(id, free ?? chosen.size % HUES);
  };

  const show = () => {
    transcript.classList.toggle("filtered", chosen.size > 0);
    for (const word of words.values()) unlight(word);
    for (const { id } of found) {
      const hue = chosen.get(id);
      for (const marked of [chips.get(id), rows.get(id)]) paint(marked, hue);
      chips.get(id)?.setAttribute("aria-pressed", String(hue !== undefined));
      rows.get(id)?.classList.toggle("chosen", hue !== undefined);
    }
    const lit = found.flatMap(({ id, spans }) => spans.map((span) => ({ id, span, hue: chosen.get(id) })));
    // The longest first, so that what is inside another stretch lies on top of it.
    lit.sort((one, other) => other.span[1] - other.span[0] - (one.span[1] - one.span[0]));
    for (const { id, span, hue } of lit) {
      if (hue !== undefined) light(words, span[0], span[1], hue, METRIC_NAMES.get(id) ?? id);
    }
    every.setAttribute("aria-pressed", String(chosen.size === 0));
  };

  const list = element("div", { class: "chips", role: "group", "aria-label": "Show in the text" }, every);
  every.addEventListener("click", () => {
    chosen.clear();
    show();
  });
  for (const { id, spans } of found) {
    const one = chip(METRIC_NAMES.get(id) ?? id, spans.length);
    one.addEventListener("click", () => {
      if (!chosen.delete(id)) choose(id);
      show();
    });
    chips.set(id, one);
    list.append(one);
    offer(rows.get(id), METRIC_NAMES.get(id) ?? id, () => {
      chosen.clear();
      choose(id);
      show();
      words.get(found.find((other) => other.id === id)?.spans[0]?.[0] ?? 0)?.scrollIntoView({ block: "nearest" });
    });
  }
  transcript.before(list);
  show();
}

/** @param {string} name @param {number | null} [count] */
function chip(name, count = null) {
  const made = element("button", { type: "button", class: "chip", "aria-pressed": "false" }, name);
  if (count !== null) made.append(" ", element("span", { class: "count" }, String(count)));
  return made;
}

/** A way from a result's row to its words.
 * @param {HTMLElement | undefined} row
 * @param {string} name
 * @param {() => void} act
 */
function offer(row, name, act) {
  const head = row?.querySelector(".row-head");
  const attributes = { type: "button", class: "show", "aria-label": `Show in the text: ${name}` };
  const button = element("button", attributes, "Show in the text");
  button.addEventListener("click", act);
  head?.querySelector("h5")?.after(button);
}

/** @param {Map<number, HTMLElement>} words
 * @param {number} start
 * @param {number} end
 * @param {number} hue
 * @param {string} name of the result, which colour alone does not tell
 */
function light(words, start, end, hue, name) {
  for (let at = start; at < end; at += 1) {
    const word = words.get(at);
    if (!word) continue;
    word.classList.add("lit");
    word.classList.toggle("lit-start", at === start);
    word.classList.toggle("lit-end", at === end - 1);
    word.title = word.title ? `${word.title}, ${name}` : name;
    paint(word, hue);
  }
}

/** @param {HTMLElement} word */
function unlight(word) {
  word.classList.remove("lit", "lit-start", "lit-end");
  word.removeAttribute("title");
  paint(word, undefined);
}

/** @param {HTMLElement | undefined} marked @param {number | undefined} hue */
function paint(marked, hue) {
  for (let one = 0; one < HUES; one += 1) marked?.classList.toggle(`hue-${one}`, one === hue);
}
