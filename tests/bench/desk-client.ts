import { Agent, request } from "node:http";
import { freshPassword } from "./fresh-password";
import { nextStudent, staffLogins, staffPassword } from "./people";

/** One less than a member of staff may help with in an hour. */
const resetsEach = 29;

interface Answer {
  status: number;
  body: string;
  cookies: string[];
}

/** Staff at their desks, over HTTP with kept connections, as a portlet would be. */
export class DeskClient {
  readonly #port: number;
  readonly #agent = new Agent({ keepAlive: true });
  #cookies: string[] = [];
  #flows = 0;

  constructor(port: number) {
    this.#port = port;
  }

  async signEveryoneIn(): Promise<void> {
    const waiting = [...staffLogins];
    const signInSome = async () => {
      for (let login = waiting.pop(); login; login = waiting.pop()) this.#cookies.push(await this.#signIn(login));
    };
    await Promise.all(Array.from({ length: 4 }, signInSome));
  }

  /** Card, then password. Each member of staff stays below the limit that the service sets. */
  async reset(): Promise<void> {
    const cookie = this.#cookies[Math.floor(this.#flows++ / resetsEach)];
    if (!cookie) throw new Error("more resets than the staff may do in an hour");
    const { cardNumber } = nextStudent();
    const opened = await this.#send("POST", "/api/v1/desk-resets", { cardNumber, cardChecked: true }, cookie);
    if (opened.status !== 201) throw new Error(`opening answered ${opened.status}: ${opened.body}`);
    const { id } = JSON.parse(opened.body);
    const newPassword = freshPassword();
    const typed = { newPassword, newPasswordConfirmation: newPassword };
    const done = await this.#send("PUT", `/api/v1/desk-resets/${id}/password`, typed, cookie);
    if (done.status !== 200) throw new Error(`the password answered ${done.status}: ${done.body}`);
  }

  close(): void {
    this.#agent.destroy();
  }

  async #signIn(username: string): Promise<string> {
    const csrf = await this.#send("GET", "/api/auth/csrf");
    const form = new URLSearchParams({ csrfToken: JSON.parse(csrf.body).csrfToken, username, password: staffPassword });
    const answer = await this.#send("POST", "/api/auth/callback/credentials", form, csrf.cookies.join("; "));
    const session = answer.cookies.find((cookie) => cookie.includes("session-token="));
    if (!session) throw new Error(`${username} could not sign in: ${answer.status} ${answer.body}`);
    return session;
  }

  #send(method: string, path: string, body?: object | URLSearchParams, cookie = ""): Promise<Answer> {
    const isForm = body instanceof URLSearchParams;
    const text = body === undefined ? "" : isForm ? body.toString() : JSON.stringify(body);
    const headers = {
      "content-type": isForm ? "application/x-www-form-urlencoded" : "application/json",
      "content-length": Buffer.byteLength(text),
      cookie,
    };
    return new Promise((resolve, reject) => {
      const sent = request(
        { host: "127.0.0.1", port: this.#port, method, path, headers, agent: this.#agent },
        (response) => {
          let received = "";
          response.setEncoding("utf8");
          response.on("data", (chunk) => {
            received += chunk;
          });
          response.on("error", reject);
          response.on("end", () => {
            const cookies = (response.headers["set-cookie"] ?? []).map((line) => line.split(";")[0] ?? "");
            resolve({ status: response.statusCode ?? 0, body: received, cookies });
          });
        },
      );
      sent.on("error", reject);
      sent.end(text);
    });
  }
}
