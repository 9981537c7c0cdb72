/** @typedef {{ ancestorTitles: string[], title: string, status: string }} Result */
/** @typedef {{ testResults: { name: string, assertionResults: Result[] }[] }} StoriesReport */

const signs = new Map([
  ["passed", "✓"],
  ["failed", "✗"],
]);

/**
 * Returns the stories of `tests/directories/conformance` as a Markdown table: one row per story, one column per server.
 * @param {StoriesReport} report Vitest's own, in JSON.
 */
export function storiesTable({ testResults }) {
  const results = testResults
    .filter(({ name }) => name.includes("/tests/directories/conformance/"))
    .flatMap(({ assertionResults }) => assertionResults)
    .map(({ ancestorTitles: [server = "", subject = ""], title, status }) => ({
      server,
      subject,
      story: `${subject}: ${title}`,
      status,
    }));
  const servers = [...new Set(results.map(({ server }) => server))].sort();
  const subjects = [...new Set(results.map(({ subject }) => subject))];
  const stories = subjects.flatMap((subject) => [
    ...new Set(results.filter((result) => result.subject === subject).map(({ story }) => story)),
  ]);
  /** @param {string} server @param {string} story */
  const sign = (server, story) =>
    signs.get(results.find((result) => result.server === server && result.story === story)?.status ?? "") ?? "–";
  return [
    `| story | ${servers.join(" | ")} |`,
    `| --- | ${servers.map(() => ":---:").join(" | ")} |`,
    ...stories.map((story) => `| ${story} | ${servers.map((server) => sign(server, story)).join(" | ")} |`),
  ].join("\n");
}
