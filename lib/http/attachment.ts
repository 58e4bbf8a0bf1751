/** A response that browsers keep as a file instead of showing it. */
export function attachment(response: Response, filename: string): Response {
  response.headers.set("content-disposition", `attachment; filename="${filename}"`);
  return response;
}
