import { StoredPicture } from "#components/pictures/stored-picture";

/** The logo of an organization, on a light plate in every theme: logos are drawn for white paper. `alt` is empty beside its name. */
export function SellerLogo({ logo, alt }: { logo: string; alt: string }) {
  return (
    <span className="inline-block w-fit rounded-control bg-white p-1.5">
      <StoredPicture picture={logo} alt={alt} sizes="10rem" className="h-10 w-auto max-w-40 object-contain" />
    </span>
  );
}
