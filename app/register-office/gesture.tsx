import type { ReactNode } from "react";
import { Submit } from "@/app/ui/button";
import { FoldedForm } from "@/app/ui/folded-form";
import type { FormAction } from "@/lib/forms/form-state";

interface GestureProps {
  name: string;
  detail: string;
  submit: string;
  action: FormAction;
  hidden: Record<string, string>;
  /** Unfolded, since it was just refused. */
  isOpen?: boolean;
  /** What must be ticked first, when nobody can undo the gesture. */
  children?: ReactNode;
}

/** A gesture, folded until it is wanted: no single click too many does anything. */
export function Gesture({ name, detail, submit, action, hidden, isOpen, children }: GestureProps) {
  return (
    <FoldedForm summary={name} action={action} hidden={hidden} isOpen={isOpen}>
      <p>{detail}</p>
      {children}
      <Submit kind="second">{submit}</Submit>
    </FoldedForm>
  );
}
