"use client";

import "./globals.css";

/** Not even the frame around pages could be made, so the person's language is not known either. */
export default function GlobalError({ reset }: { readonly reset: () => void }) {
  return (
    <html lang="en">
      <body>
        <main className="mx-auto flex max-w-xl flex-col gap-3 px-4 py-24">
          <h1 className="font-semibold text-2xl">Something went wrong</h1>
          <p className="text-muted">
            Stowage could not show this page. Nothing was changed in any registry by it.
          </p>
          <p lang="ko" className="text-muted">
            Stowage가 이 페이지를 표시할 수 없습니다. 이 때문에 레지스트리에서 바뀐 것은 없습니다.
          </p>
          <button
            type="button"
            onClick={reset}
            className="mt-3 w-fit rounded-md border border-control px-3 py-1.5"
          >
            Try again · 다시 시도
          </button>
        </main>
      </body>
    </html>
  );
}
