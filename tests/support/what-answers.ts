import { readdirSync, readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { NextRequest } from "next/server";
import { isValidElement } from "react";

/** Parts of a URL: the values for `[…]` in a page or a route, and the query. */
export interface Asked {
  params?: Record<string, string | string[]>;
  query?: Record<string, string>;
}

export interface Action {
  /** Its file's folder, and its name. */
  name: string;
  run(...sent: unknown[]): Promise<unknown>;
}

export interface ShownPage {
  /** Its folder: `scolarite/import/[id]`; empty for the first page. */
  name: string;
  show(asked?: Asked): Promise<unknown>;
}

export interface Call {
  /** Its method and its folder: `GET api/v1/activation`. */
  name: string;
  /** `body`: an object of JSON, or a form. */
  ask(asked?: Asked, body?: object): Promise<Response>;
}

const methods = ["GET", "POST", "PUT", "PATCH", "DELETE"];

const filesOf = (ending: RegExp, where: RegExp) =>
  readdirSync("app", { recursive: true, encoding: "utf8" })
    .filter((file) => ending.test(file) && where.test(file))
    .sort();
const folderOf = (file: string) => dirname(`/${file}`).slice(1);

/** Returns every action, or every action in these folders: a browser may send to any of them, from any page. */
export async function everyAction(where = /^/): Promise<Action[]> {
  const files = filesOf(/\.ts$/, where).filter((file) =>
    readFileSync(`app/${file}`, "utf8").startsWith('"use server"'),
  );
  const actions = files.map(async (file) => {
    const inIt: Record<string, Action["run"]> = await import(/* @vite-ignore */ resolve("app", file));
    return Object.entries(inIt).map(([name, run]) => ({ name: `${file.replace(/[\w-]+\.ts$/, "")}${name}`, run }));
  });
  return (await Promise.all(actions)).flat();
}

/** Returns every page, as far as its check of the visitor: the rest is not rendered. */
export function everyPage(where = /^/): Promise<ShownPage[]> {
  const pages = filesOf(/(^|\/)page\.tsx$/, where).map(async (file) => {
    const { default: page } = await import(/* @vite-ignore */ resolve("app", file));
    const show = ({ params = {}, query = {} }: Asked = {}) =>
      shown(page, { params: Promise.resolve(params), searchParams: Promise.resolve(query) });
    return { name: folderOf(file), show };
  });
  return Promise.all(pages);
}

type Component = (props: object) => unknown;

/**
 * Runs a page or, when two URLs share a component that checks the visitor, that component. One with hooks is not async,
 * and checks nobody.
 */
async function shown(page: Component, props: object): Promise<unknown> {
  const hasHooks = page.constructor.name !== "AsyncFunction" && /\buse[A-Z]/.test(String(page));
  const drawn = hasHooks ? null : await page(props);
  const isWaiting = isValidElement<object>(drawn) && drawn.type.constructor.name === "AsyncFunction";
  return isWaiting ? shown(drawn.type as Component, drawn.props) : drawn;
}

/** Returns every route handler, except those that only refuse a method. */
export async function everyCall(where = /^/): Promise<Call[]> {
  const calls = filesOf(/(^|\/)route\.ts$/, where).map(async (file) => {
    const inIt = await import(/* @vite-ignore */ resolve("app", file));
    // One function, under several names, refuses methods.
    const refusal = inIt.PATCH;
    return methods
      .filter((method) => inIt[method] && inIt[method] !== refusal)
      .map((method) => ({
        name: `${method} ${folderOf(file)}`,
        ask: async ({ params = {}, query = {} }: Asked = {}, body?: object) => {
          const url = `https://compte.univ.example/${folderOf(file)}?${new URLSearchParams(query)}`;
          const sent =
            body instanceof URLSearchParams
              ? { body }
              : body && { body: JSON.stringify(body), headers: { "content-type": "application/json" } };
          const request = new NextRequest(url, { method, ...sent });
          return inIt[method](request, { params: Promise.resolve(params) });
        },
      }));
  });
  return (await Promise.all(calls)).flat();
}
