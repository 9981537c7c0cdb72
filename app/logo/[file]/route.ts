import { logo } from "@/lib/logo";
import { services } from "@/lib/services";

const kinds = { "light.svg": "light", "dark.svg": "dark" } as const;

/** Returns the institution's logo, for the page header. Whatever the file contains, nothing in it runs or loads. */
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
