/** The names of components, each with its code where two of them share a name: people must tell them apart. In their order. */
export function distinctNames(components: readonly { code: string; name: string }[]): string[] {
  return components.map(({ code, name }) =>
    components.some((other) => other.code !== code && other.name === name) ? `${name} (${code})` : name,
  );
}
