const mediaTypes: Readonly<Record<string, string>> = {
  csv: "text/csv; charset=utf-8",
  json: "application/json; charset=utf-8",
  jsonl: "application/x-ndjson; charset=utf-8",
  yaml: "application/yaml; charset=utf-8",
};

/**
 * Answers with a file for a browser to save, as it is written.
 *
 * @param name of the file, whose ending says what it is; without quotes and anything beyond ASCII.
 */
export function download(parts: AsyncIterable<string>, name: string): Response {
  const encoder = new TextEncoder();
  const iterator = parts[Symbol.asyncIterator]();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const next = await iterator.next();
      if (next.done === true) controller.close();
      else controller.enqueue(encoder.encode(next.value));
    },
    async cancel() {
      await iterator.return?.();
    },
  });
  const ending = name.slice(name.lastIndexOf(".") + 1);
  return new Response(body, {
    headers: {
      "content-type": mediaTypes[ending] ?? "application/octet-stream",
      "content-disposition": `attachment; filename="${name}"`,
    },
  });
}
