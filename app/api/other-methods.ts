import { problem } from "./problem";

type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/**
 * The handlers of the methods that a route does not have: 405, with `Allow`. To be spread over its other exports:
 * `export const { PUT, PATCH, DELETE } = otherMethods("GET", "POST")`.
 */
export function otherMethods(...allowed: Method[]): Record<Method, () => Promise<Response>> {
  const refuse = async () => {
    const refusal = await problem("methode-refusee", 405, { allowed: allowed.join(", ") });
    refusal.headers.set("allow", allowed.join(", "));
    return refusal;
  };
  return { GET: refuse, POST: refuse, PUT: refuse, PATCH: refuse, DELETE: refuse };
}
