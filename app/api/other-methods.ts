import { problem } from "./problem";

type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/**
 * Returns handlers for the methods that a route does not have: 405, with `Allow`; and for `OPTIONS`, where Next would
 * list them too. Use: `export const { PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET", "POST")`.
 */
export function otherMethods(...methods: Method[]): Record<Method | "OPTIONS", () => Promise<Response>> {
  const allowed = methods.join(", ");
  const refuse = async () => {
    const refusal = await problem("methode-refusee", 405, { allowed });
    refusal.headers.set("allow", allowed);
    return refusal;
  };
  const options = async () => new Response(null, { status: 204, headers: { allow: `${allowed}, OPTIONS` } });
  return { GET: refuse, POST: refuse, PUT: refuse, PATCH: refuse, DELETE: refuse, OPTIONS: options };
}
