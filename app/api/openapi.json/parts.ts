/** The parts shared by the descriptions of the calls. */

type Schema = Record<string, unknown>;

export const text = { type: "string" } as const;
export const instant = { type: "string", format: "date-time" } as const;

/** Returns an object whose properties are all required, except the `optional` ones. */
export function object(properties: Record<string, Schema>, optional: readonly string[] = []): Schema {
  const required = Object.keys(properties).filter((name) => !optional.includes(name));
  return { type: "object", properties, ...(required.length > 0 && { required }) };
}

export function oneOf(...values: readonly string[]): Schema {
  return { type: "string", enum: values };
}

/** Returns the JSON body of a request. */
export function body(schema: Schema) {
  return { required: true, content: { "application/json": { schema } } };
}

/** Returns an answer in JSON. */
export function answer(description: string, schema: Schema) {
  return { description, content: { "application/json": { schema } } };
}

/** Returns a problem (RFC 9457), with the slugs that its type may end with. */
export function refusal(description: string, ...slugs: readonly string[]) {
  const named =
    slugs.length > 0 ? `${description}: ${slugs.map((slug) => `\`${slug}\``).join(", ")}.` : `${description}.`;
  return {
    description: named,
    content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
  };
}

const tooMany = {
  ...refusal("Too many tries", "trop-d-essais"),
  headers: { "Retry-After": { description: "Seconds to wait.", schema: { type: "integer", minimum: 1 } } },
};

/** What any call may answer. */
export const always = {
  400: refusal("A body that cannot be read", "requete-illisible"),
  409: refusal("A student's panel holds the session", "remise-en-cours"),
  413: refusal("A body that is too long", "requete-trop-longue"),
  429: tooMany,
  503: refusal("A dependency that is away: nothing is lost, try again", "annuaire-indisponible", "base-indisponible"),
};

/** What any call that changes something may also answer. */
export const alwaysOfChange = {
  ...always,
  403: refusal("A request from another site's page", "origine-refusee"),
  415: refusal("A body that is not `application/json`", "type-de-contenu"),
};

export const violations = refusal("Fields to correct, all of them in `violations`", "champs-refuses");

export const newPassword = object({ newPassword: text, newPasswordConfirmation: text });

export const briefStudent = object({ givenName: text, familyName: text, component: text });
