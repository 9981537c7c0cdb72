/** An API client that keeps its cookies, like a portlet or a mobile app. */
export interface Caller {
  get(path: string): Promise<Answer>;
  send(method: "POST" | "PUT", path: string, body: unknown): Promise<Answer>;
  /** Signs in through next-auth's own endpoint; true when a session was opened. */
  signIn(username: string, password: string): Promise<boolean>;
}

export interface Answer {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: whatever the API answered, for a test to compare.
  body: any;
}

export function callerOf(url: string): Caller {
  const jar = new Map<string, string>();

  async function ask(path: string, init: RequestInit): Promise<Response> {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
    const response = await fetch(url + path, { ...init, headers: { ...init.headers, cookie }, redirect: "manual" });
    for (const line of response.headers.getSetCookie()) {
      const [name = "", value = ""] = line.split(";", 1)[0]?.split(/=(.*)/s) ?? [];
      jar.set(name, value);
    }
    return response;
  }

  async function readAnswer(response: Response): Promise<Answer> {
    const text = await response.text();
    return { status: response.status, body: text && JSON.parse(text) };
  }

  return {
    get: async (path) => readAnswer(await ask(path, {})),
    send: async (method, path, body) =>
      readAnswer(
        await ask(path, { method, headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
      ),
    async signIn(username, password) {
      const { csrfToken } = await (await ask("/api/auth/csrf", {})).json();
      await ask("/api/auth/callback/credentials", {
        method: "POST",
        headers: { "content-type": "application/x-www-form-urlencoded" },
        body: new URLSearchParams({ csrfToken, username, password, json: "true" }),
      });
      const { user } = await (await ask("/api/auth/session", {})).json();
      return user !== undefined;
    },
  };
}
