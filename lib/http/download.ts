const encoder = new TextEncoder();

/**
 * Returns a response that the browser saves under this name (ASCII), and that no cache stores. Content is sent as it is
 * made, no faster than the client reads. When making it throws, the connection is cut: half a file must not look whole.
 */
export function download(name: string, mediaType: string, content: AsyncIterable<string | Uint8Array>): Response {
  const parts = content[Symbol.asyncIterator]();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await parts.next();
      if (done) controller.close();
      else controller.enqueue(typeof value === "string" ? encoder.encode(value) : value);
    },
    async cancel() {
      await parts.return?.();
    },
  });
  return new Response(body, {
    headers: {
      "content-type": mediaType,
      "content-disposition": `attachment; filename="${name}"`,
      "cache-control": "no-store",
    },
  });
}
