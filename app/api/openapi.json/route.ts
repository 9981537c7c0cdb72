import { otherMethods } from "@/app/api/other-methods";
import { services } from "@/lib/services";
import { openApi } from "./document";

/** Returns the description of the API. */
export async function GET(): Promise<Response> {
  return Response.json(openApi(services().env.publicUrl));
}

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
