import "server-only";
import { cookies } from "next/headers";
import type { NextRequest } from "next/server";
import { keptLink, pagesCookie } from "@/app/kept-link";
import type { Device } from "@/lib/desk-reset/phone/read-phone";
import { newToken } from "@/lib/secrets/tokens";

const path = "/telephone";
const deviceCookie = "trousseau_phone_device";
/** Longer than a code is valid, so that its end can be read too. */
const seconds = 15 * 60;

const link = keptLink({ path, page: path, cookie: "trousseau_phone_link", seconds });

/** Follows the QR code's link. Gives the browser a random name, once: a second click or scan is the same device. */
export async function follow(request: NextRequest): Promise<Response> {
  const jar = await cookies();
  const device = jar.get(deviceCookie)?.value ?? newToken();
  jar.set(deviceCookie, device, pagesCookie({ path, seconds }));
  return link.follow(request);
}

/** Returns what this browser has of a desk's code. */
export async function heldDevice(): Promise<Device> {
  return { token: await link.token(), device: (await cookies()).get(deviceCookie)?.value ?? "" };
}
