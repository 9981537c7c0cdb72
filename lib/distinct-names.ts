/** Returns the components' names in their order, each followed by its code where two components share the name. */
export function distinctNames(components: readonly { code: string; name: string }[]): string[] {
  return components.map(({ code, name }) =>
    components.some((other) => other.code !== code && other.name === name) ? `${name} (${code})` : name,
  );
}
