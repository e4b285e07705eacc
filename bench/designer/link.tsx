/** Stands for Next's link in the bench, which has no router. */
export default function Link(props: React.ComponentProps<"a">) {
  return <a {...props} />;
}
