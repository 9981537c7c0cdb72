import { logo } from "@/lib/logo";
import { services } from "@/lib/services";

const kinds = { "light.svg": "light", "dark.svg": "dark" } as const;

/** The institution's logo, for the header of the pages. Whatever its file holds, nothing in it runs or is fetched. */
export async function GET(_: Request, { params }: { params: Promise<{ file: string }> }): Promise<Response> {
  const { file } = await params;
  const image = file in kinds ? logo(services(), kinds[file as keyof typeof kinds]) : null;
  if (!image) return new Response(null, { status: 404 });
  return new Response(new Uint8Array(image), {
    headers: {
      "content-type": "image/svg+xml",
      "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
      "cache-control": "public, max-age=3600",
    },
  });
}
