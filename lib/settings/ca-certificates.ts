import { X509Certificate } from "node:crypto";

/** What is wrong with text that should be certificates, as a code for the interface and a sentence. */
export type CaProblem = {
  readonly code: "CA_EMPTY" | "CA_PRIVATE_KEY" | "CA_INVALID" | "CA_TOO_LONG";
  readonly message: string;
};

/** A bundle of every public root is about 250 kB. */
const maximumLength = 1024 * 1024;

const block = /-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----/g;

/**
 * Reads certificates in PEM, one or several; text around them is left out, as `openssl` writes some.
 *
 * @returns the certificates alone, in PEM, or what is wrong.
 */
export function readCaCertificates(text: string): { readonly pem: string } | CaProblem {
  if (text.length > maximumLength) {
    return { code: "CA_TOO_LONG", message: "must have at most 1 MiB" };
  }
  if (/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(text)) {
    return {
      code: "CA_PRIVATE_KEY",
      message:
        "holds a private key; give the certificate alone, and keep the key where the registry's server reads it",
    };
  }
  const blocks = text.match(block) ?? [];
  if (blocks.length === 0 || blocks.length !== text.split("-----BEGIN CERTIFICATE-----").length - 1) {
    return {
      code: "CA_EMPTY",
      message: "must be certificates in PEM, from -----BEGIN CERTIFICATE----- to -----END CERTIFICATE-----",
    };
  }
  for (const [position, pem] of blocks.entries()) {
    try {
      new X509Certificate(pem);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      const which =
        blocks.length === 1 ? "is no certificate" : `has a certificate (number ${position + 1}) that`;
      return { code: "CA_INVALID", message: `${which} cannot be read: ${reason}` };
    }
  }
  return { pem: `${blocks.join("\n")}\n` };
}
