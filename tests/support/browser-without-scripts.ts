/** The simplest browser: it keeps cookies, reads pages as text, and posts forms as they are. */
export class BrowserWithoutScripts {
  readonly cookies = new Map<string, string>();

  /** `headers` are sent with every request, like those of a proxy. */
  constructor(
    readonly url: string,
    readonly headers: Record<string, string> = {},
  ) {}

  /** Never follows a redirection. */
  async ask(path: string, init: RequestInit = {}): Promise<Response> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const headers = { ...this.headers, ...(cookie && { cookie }), ...Object.fromEntries(new Headers(init.headers)) };
    const response = await fetch(this.url + path, { redirect: "manual", ...init, headers });
    for (const line of response.headers.getSetCookie()) this.#keep(line);
    return response;
  }

  /** Returns the form of the page that has a field with this name or a button with these words, before any typing. */
  async form(path: string, holds: string): Promise<FormData> {
    return fieldsOf(await (await this.ask(path)).text(), holds);
  }

  /** Fills in and posts the form of the page that has a field with this name or a button with these words. */
  async submit(path: string, holds: string, typed: Record<string, string>, headers: Record<string, string> = {}) {
    const form = await this.form(path, holds);
    for (const [name, value] of Object.entries(typed)) form.set(name, value);
    return this.ask(path, { method: "POST", body: form, headers: { origin: this.url, ...headers } });
  }

  signIn(username: string, password: string, path = "/connexion") {
    return this.submit(path, "username", { username, password });
  }

  json(method: string, path: string, body: unknown, headers: Record<string, string> = {}) {
    const sent = typeof body === "string" ? body : JSON.stringify(body);
    return this.ask(path, { method, body: sent, headers: { "content-type": "application/json", ...headers } });
  }

  #keep(line: string): void {
    const [pair = "", ...attributes] = line.split(";");
    const name = pair.slice(0, pair.indexOf("="));
    const value = pair.slice(pair.indexOf("=") + 1);
    const isOver = !value || attributes.some((attribute) => /^\s*max-age=0/i.test(attribute));
    if (isOver) this.cookies.delete(name);
    else this.cookies.set(name, value);
  }
}

/** Returns the text of `role="alert"`, without markup; null when there is none. */
export function alertOf(page: string): string | null {
  const [, alert] = /role="alert"[^>]*>([\s\S]*?)<\/div><\/div>/.exec(page) ?? [];
  return alert === undefined ? null : wordsOf(alert);
}

export function titleOf(page: string): string | null {
  const [, title] = /<h1[^>]*>([\s\S]*?)<\/h1>/.exec(page) ?? [];
  return title === undefined ? null : wordsOf(title);
}

function wordsOf(markup: string): string {
  return markup
    .replaceAll(/<[^>]*>/g, " ")
    .replaceAll(/\s+/g, " ")
    .trim();
}

function fieldsOf(page: string, holds: string): FormData {
  const forms = [...page.matchAll(/<form[^>]*>([\s\S]*?)<\/form>/g)].map(([, content = ""]) => content);
  const form = forms.find((content) => content.includes(`name="${holds}"`) || content.includes(`>${holds}<`));
  if (!form) throw new Error(`no form of this page holds ${holds}`);
  const data = new FormData();
  for (const [input] of form.matchAll(/<input[^>]*type="hidden"[^>]*>/g)) {
    data.set(attribute(input, "name"), attribute(input, "value"));
  }
  return data;
}

function attribute(tag: string, name: string): string {
  const [, value = ""] = new RegExp(`\\s${name}="([^"]*)"`).exec(tag) ?? [];
  return value.replaceAll("&quot;", '"').replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}
