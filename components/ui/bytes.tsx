import { useFormatter } from "next-intl";
import { formatBytes } from "./bytes.ts";

/** A size in binary units, with the exact number of bytes on hover. */
export function Bytes({ bytes }: { readonly bytes: number }) {
  const format = useFormatter();
  return (
    <span className="tabular whitespace-nowrap" title={`${format.number(bytes)} B`}>
      {formatBytes(bytes, format)}
    </span>
  );
}
