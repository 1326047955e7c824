import { make } from "../page/dom.js";
import { reportUrl } from "../service/api.js";
import { chart } from "./chart.js";

const DATE = new Intl.DateTimeFormat(undefined, { dateStyle: "medium" });

const COURSES = {
  better: "↗ Getting better",
  worse: "↘ Weaker lately",
  higher: "↗ Rising",
  lower: "↘ Falling",
  steady: "→ Steady",
};

/** One metric as a card. @param {import("./service.js").Trend} trend */
export function trendCard(trend) {
  const { name, course, text } = trend;
  const badge = make("span", { class: `trend__course trend__course--${course}` }, course ? COURSES[course] : "");
  return make(
    "li",
    { class: "trend" },
    make("div", { class: "trend__top" }, make("h3", {}, name), badge),
    chart(trend),
    make("p", {}, text),
    values(trend),
  );
}

/** All values with their interviews, made when somebody asks for them. @param {import("./service.js").Trend} trend */
function values({ points }) {
  const details = make("details", {}, make("summary", {}, points.length === 1 ? "The value" : `All ${points.length} values`));
  details.addEventListener(
    "toggle",
    () => {
      const rows = points.toReversed().map(({ interview, at, text }) => {
        const link = make("a", { href: reportUrl(interview), target: "_blank", rel: "noopener" }, DATE.format(new Date(at)));
        return make("tr", {}, make("td", {}, link), make("td", {}, text));
      });
      const head = make("tr", {}, make("th", { scope: "col" }, "Interview"), make("th", { scope: "col" }, "Value"));
      details.append(make("table", {}, make("thead", {}, head), make("tbody", {}, ...rows)));
    },
    { once: true },
  );
  return details;
}
