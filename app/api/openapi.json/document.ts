import { activationPaths } from "./activation";
import { deskResetPaths } from "./desk-reset";
import { always, answer, instant, object, oneOf, refusal, text } from "./parts";

/** Returns the OpenAPI 3.1 description of the API. `publicUrl` is where it is served. */
export function openApi(publicUrl: string) {
  return {
    openapi: "3.1.0",
    info: {
      title: "Trousseau",
      version: "1",
      description: "First connection and password reset at a desk. Errors are problems (RFC 9457).",
    },
    servers: [{ url: publicUrl }],
    paths: { ...activationPaths, ...charterPaths, ...deskResetPaths, ...servicePaths },
    components: { schemas: { Problem: problem }, securitySchemes },
  };
}

const charterPaths = {
  "/api/v1/charter": {
    get: {
      summary:
        "The charter in force, in the caller's language: that of the first connection under way, else of the population",
      parameters: [{ name: "population", in: "query", schema: { ...oneOf("student", "staff"), default: "student" } }],
      responses: {
        ...always,
        200: answer(
          "Its text, and the SHA-256 of that text.",
          object({
            version: { type: "integer" },
            locale: oneOf("fr", "en"),
            title: text,
            sha256: text,
            publishedAt: instant,
            markdown: text,
          }),
        ),
        404: refusal("No charter is in force", "introuvable"),
      },
    },
  },
  "/api/v1/charter-status": {
    get: {
      summary: "Where the signed-in person stands towards the charter in force for them",
      security: [{ session: [] }],
      responses: {
        ...always,
        200: answer(
          "`acceptedVersion` is null when none was ever accepted.",
          object({
            accepted: { type: "boolean" },
            version: { type: "integer" },
            acceptedVersion: { type: ["integer", "null"] },
          }),
        ),
        401: refusal("Not signed in", "non-connecte"),
        403: refusal("Nobody of the register", "role-insuffisant"),
        404: refusal("No charter is in force", "introuvable"),
      },
    },
  },
};

const servicePaths = {
  "/api/v1/network": {
    get: {
      summary: "How the service sees the caller",
      responses: {
        ...always,
        200: answer(
          "`via`: the configured name of the internal network, null outside.",
          object({ address: text, internal: { type: "boolean" }, via: { type: ["string", "null"] } }),
        ),
      },
    },
  },
};

const directoryReason = {
  ...oneOf("too-short", "in-history", "too-young", "quality", "not-allowed"),
  description:
    "With the code `refused-by-directory`: which rule of the directory's own. `quality` also when the directory does not say which.",
};

const problem = {
  ...object(
    {
      type: { type: "string", format: "uri-reference", description: "A path under `/problemes/`." },
      title: text,
      status: { type: "integer" },
      detail: text,
      violations: { type: "array", items: object({ field: text, code: text, reason: directoryReason }, ["reason"]) },
      step: text,
      opensAt: instant,
      retryAt: instant,
    },
    ["violations", "step", "opensAt", "retryAt"],
  ),
};

const securitySchemes = {
  activation: { type: "apiKey", in: "cookie", name: "trousseau_activation" },
  session: {
    type: "apiKey",
    in: "cookie",
    name: "next-auth.session-token",
    description: "Under https its name begins with `__Secure-`. See `/api/auth/callback/credentials`.",
  },
};
