import { mkdtempSync, rmSync } from "node:fs";
import { open } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readUploaded, uploadedFile, uploadedName } from "@/lib/http/uploaded-file";

/** What a browser would send of this form, as the route finds it; then its text, read twice. */
async function sent(form: FormData, contentType?: string): Promise<{ name: string; texts: string[] } | null> {
  const request = new Request("http://x", { method: "POST", body: form });
  const body = Buffer.from(await request.arrayBuffer());
  const folder = mkdtempSync(join(tmpdir(), "trousseau-upload-"));
  const handle = await open(join(folder, "body"), "w+");
  try {
    await handle.write(body);
    const file = await uploadedFile(handle, body.length, contentType ?? request.headers.get("content-type"), "file");
    if (!file) return null;
    const texts: string[] = [];
    for (let time = 0; time < 2; time++) {
      const pieces: Uint8Array[] = [];
      for await (const piece of readUploaded(file)) pieces.push(piece);
      texts.push(Buffer.concat(pieces).toString());
    }
    return { name: file.name, texts };
  } finally {
    await handle.close();
    rmSync(folder, { recursive: true });
  }
}

function formOf(content: string, name: string, field = "file"): FormData {
  const form = new FormData();
  form.set(field, new Blob([content]), name);
  return form;
}

test.each([
  ["a short one", "a;b\r\n1;2\r\n"],
  ["a long one", "é;".repeat(50_000)],
  ["an empty one", ""],
  ["one that ends with what looks like a mark", "a\r\n--x--\r\n"],
])("%s is found whole in the body, and read again as often as needed", async (_, content) => {
  expect(await sent(formOf(content, "inscriptions été.csv"))).toEqual({
    name: "inscriptions été.csv",
    texts: [content, content],
  });
});

test("its name loses its folders", async () => {
  expect((await sent(formOf("a", "C:\\\\Users\\\\morel\\\\a.csv")))?.name).toBe("a.csv");
});

test("its name is known from the beginning of the body, whatever follows", async () => {
  const request = new Request("http://x", {
    method: "POST",
    body: formOf("a;b".repeat(10_000), "inscriptions été.csv"),
  });
  const beginning = Buffer.from(await request.arrayBuffer()).subarray(0, 512);
  const folder = mkdtempSync(join(tmpdir(), "trousseau-upload-"));
  const handle = await open(join(folder, "body"), "w+");
  const type = request.headers.get("content-type");
  expect(await uploadedName(handle, type, "file")).toBe("");
  await handle.write(beginning);
  expect(await uploadedName(handle, type, "file")).toBe("inscriptions été.csv");
  expect(await uploadedName(handle, type, "other")).toBe("");
  await handle.close();
  rmSync(folder, { recursive: true });
});

test("another body is none: another field, no file, another type", async () => {
  expect(await sent(formOf("a", "a.csv", "other"))).toBeNull();
  const text = new FormData();
  text.set("file", "a");
  expect(await sent(text)).toBeNull();
  expect(await sent(formOf("a", "a.csv"), "text/plain")).toBeNull();
});
