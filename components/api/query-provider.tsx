"use client";

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { ApiProblem } from "./problem.ts";

/** What the browser knows of the server's data. */
export function QueryProvider({ children }: { readonly children: ReactNode }) {
  const [client] = useState(
    () =>
      new QueryClient({
        defaultOptions: {
          queries: {
            staleTime: 10_000,
            // What a registry or a role refuses, it refuses again; only a server that did not answer is worth another try.
            retry: (count, error) =>
              count < 2 && error instanceof ApiProblem && error.problem.code === "SERVER_UNREACHABLE",
          },
        },
      }),
  );
  return <QueryClientProvider client={client}>{children}</QueryClientProvider>;
}
