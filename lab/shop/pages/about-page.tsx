import { ProductPicture } from '../product-picture.tsx';

const steps = [
  { title: 'We taste', text: 'Every leaf we sell has been on our own table for a month, in hard water and in soft.', shape: 'bowl', tint: '#39405c' },
  { title: 'We visit', text: 'Eleven gardens and four potters. We know the dogs by name.', shape: 'tin', tint: '#6f8f4e' },
  { title: 'We wait', text: 'Harvests come when they come. Until then a shelf stays empty, and says so.', shape: 'kettle', tint: '#3c4a47' },
] as const;

/** Who the shop is. */
export function AboutPage() {
  return (
    <div className="wrap">
      <div className="story">
        <p className="eyebrow">Our story</p>
        <h1>A kettle, a counter and a view of the rain</h1>
        <p className="lead">Steep &amp; Co. began in a former ship chandler’s in Bergen, where it rains two days out of three and nobody minds.</p>
      </div>
      <div className="grid three">
        {steps.map(({ title, text, shape, tint }) => (
          <article className="card" key={title}>
            <ProductPicture product={{ name: title, shape, tint }} />
            <h3>{title}</h3>
            <p className="kind">{text}</p>
          </article>
        ))}
      </div>
    </div>
  );
}
