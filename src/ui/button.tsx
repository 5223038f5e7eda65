import type { ButtonHTMLAttributes, ReactNode } from 'react';

type ButtonVariant = 'outline' | 'primary' | 'plain' | 'danger' | 'link' | 'icon';

type ButtonProps = ButtonHTMLAttributes<HTMLButtonElement> & { variant?: ButtonVariant; size?: 'small' | 'medium' | 'large' };

export function Button({ variant = 'outline', size = 'medium', className = '', ...rest }: ButtonProps) {
  const classes = ['button', variant !== 'outline' && `button--${variant}`, size !== 'medium' && `button--${size}`, className];
  return <button type="button" className={classes.filter(Boolean).join(' ')} {...rest} />;
}

type IconButtonProps = Omit<ButtonProps, 'variant' | 'children'> & { label: string; children: ReactNode };

/** A button whose name is not written beside it: `label` names it for screen readers and as a tooltip. */
export function IconButton({ label, children, ...rest }: IconButtonProps) {
  return <Button variant="icon" aria-label={label} title={label} {...rest}>{children}</Button>;
}
