import { HttpResponse, http } from "msw";
import { type DescribedHost, startDescribed } from "../test-described-registry.ts";
import { blobBytes } from "./shelf.ts";

/** A host of object storage with signed addresses, as S3, Google's and Cloudflare's are. */
export interface ObjectStorage extends DescribedHost {
  /** Where a registry sends whoever asks for a blob. */
  redirect(digest: string): Response;
}

/**
 * Object storage. Amazon S3, “Authenticating Requests: Using Query Parameters”: the signature is in the address, and a
 * request that brings an `Authorization` as well is refused, “Only one auth mechanism allowed”.
 */
export async function startObjectStorage(address: string): Promise<ObjectStorage> {
  const host = await startDescribed(
    () => [
      http.all("*/blobs/*", ({ request }) => {
        const { searchParams, pathname } = new URL(request.url);
        if (request.headers.has("authorization")) {
          const error =
            "<Error><Code>InvalidArgument</Code><Message>Only one auth mechanism allowed</Message></Error>";
          return HttpResponse.xml(error, { status: 400 });
        }
        const bytes = blobBytes(decodeURIComponent(pathname.split("/").at(-1) ?? ""));
        if (searchParams.get("X-Amz-Signature") !== "a/b+c=" || bytes === undefined) {
          return HttpResponse.xml("<Error><Code>AccessDenied</Code></Error>", { status: 403 });
        }
        return new HttpResponse(Uint8Array.from(bytes), {
          headers: { "content-type": "binary/octet-stream" },
        });
      }),
    ],
    address,
  );
  return {
    ...host,
    redirect: (digest) => {
      const signed = new URLSearchParams({ "X-Amz-Expires": "1200", "X-Amz-Signature": "a/b+c=" });
      const location = `${host.url}/blobs/${encodeURIComponent(digest)}?${signed}`;
      return new HttpResponse(null, { status: 307, headers: { location } });
    },
  };
}
