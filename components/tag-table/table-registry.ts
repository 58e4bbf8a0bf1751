/** What the table needs to know of a registry: how to name it in addresses, and in pull commands. */
export interface TableRegistry {
  readonly slug: string;
  readonly name: string;
  /** The host that clients write, with its port and prefix. */
  readonly host: string;
  readonly plainHttp: boolean;
  readonly skipTlsVerify: boolean;
  readonly ownCa: boolean;
}

/** Whether tags may be deleted here by whoever looks, or what is against it. */
export type MayDelete = "yes" | "role" | "read-only";
