import "./globals.css";
import type { ReactNode } from "react";
import { shortDigest } from "#lib/oci/digest.ts";

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en">
      <body>
        {children}
        {shortDigest.name}
      </body>
    </html>
  );
}
