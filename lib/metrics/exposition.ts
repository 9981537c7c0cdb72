export interface Metric {
  /** In Prometheus's style: a unit at the end, `_total` for what only grows. */
  name: string;
  help: string;
  type: "counter" | "gauge";
  samples: readonly { labels?: Record<string, string>; value: number }[];
}

/** Returns the metrics in the Prometheus text format, version 0.0.4. */
export function exposition(metrics: readonly Metric[]): string {
  return metrics.map(lines).join("");
}

function lines({ name, help, type, samples }: Metric): string {
  const values = samples.map(({ labels, value }) => `${name}${braces(labels)} ${value}\n`);
  return `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n${values.join("")}`;
}

function braces(labels: Record<string, string> = {}): string {
  const pairs = Object.entries(labels).map(([label, value]) => `${label}="${escaped(value)}"`);
  return pairs.length > 0 ? `{${pairs.join(",")}}` : "";
}

function escaped(value: string): string {
  return value.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n");
}
