import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connectDirectory } from "@/lib/directory/connect";
import type { Directory } from "@/lib/directory/directory";
import { type DirectoryServer, settingsOf } from "@/tests/support/servers/directory-server";
import { ds389 } from "@/tests/support/servers/ds389";
import { policyDn, policyLdif } from "@/tests/support/servers/ds389/entries";
import { studentIn } from "@/tests/support/student-in";

describe.skipIf(!ds389.isInstalled)("a 389 Directory Server", () => {
  let server: DirectoryServer;
  let directory: Directory;

  beforeAll(async () => {
    server = await ds389.start({ ldif: policyLdif("endless", { passwordUnlock: ["off"] }) });
    directory = connectDirectory(settingsOf(server), server.institution);
  });
  afterAll(async () => {
    await directory?.close();
    await server?.close();
  });

  const student = (uid: string) => studentIn(directory, uid);

  test("whom failed sign-ins locked until an administrator says so is locked, without an hour, and not once a new password is set", async () => {
    await server.change("tom.rousseau", { pwdPolicySubentry: [policyDn("endless")] });
    expect(await student("tom.rousseau")).toMatchObject({ locked: null });
    await server.lockOut("tom.rousseau");
    const tom = await student("tom.rousseau");
    expect(tom).toMatchObject({ state: "active", locked: { until: null } });
    expect(await directory.authenticate(tom, "Sentier-66-Brume")).toEqual({ ok: false, reason: "locked" });
    expect(await directory.setPassword(tom, "Canard-53-Violon")).toEqual({ ok: true });
    expect(await student("tom.rousseau")).toMatchObject({ locked: null });
    expect(await directory.authenticate(tom, "Canard-53-Violon")).toEqual({ ok: true });
  });
});
