import { webAddress } from "../addresses.ts";

/** Text that somebody wrote into an image: a link where all of it is an http or https address, else text. */
export function TextWithLinks({ text }: { readonly text: string }) {
  const address = webAddress(text);
  if (address === null) return <span className="whitespace-pre-wrap break-words">{text}</span>;
  return (
    <a className="link break-all" href={address} rel="noreferrer nofollow">
      {text}
    </a>
  );
}
