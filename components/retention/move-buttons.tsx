import { clsx } from "clsx";
import { ArrowDown, ArrowUp } from "lucide-react";
import { IconButton } from "#components/ui/icon-button.tsx";

interface MoveButtonsProps {
  readonly up: string;
  readonly down: string;
  readonly first: boolean;
  readonly last: boolean;
  readonly move: (by: -1 | 1) => void;
}

/** Move a thing among its like by a place; each is found by `data-move`, so that it keeps the focus where the thing goes. */
export function MoveButtons({ up, down, first, last, move }: MoveButtonsProps) {
  return (
    <>
      <IconButton
        label={up}
        data-move="-1"
        aria-disabled={first}
        className={clsx(first && "opacity-40")}
        onClick={() => move(-1)}
      >
        <ArrowUp aria-hidden />
      </IconButton>
      <IconButton
        label={down}
        data-move="1"
        aria-disabled={last}
        className={clsx(last && "opacity-40")}
        onClick={() => move(1)}
      >
        <ArrowDown aria-hidden />
      </IconButton>
    </>
  );
}
