import { generateKeyPairSync } from 'node:crypto';
import forge from 'node-forge';

/** A certificate with its key, as PEM. */
export interface Identity {
  cert: string;
  key: string;
}

/** How a certificate is to be, besides its name. */
export interface CertificateOptions {
  /** Who signs it; by itself when absent. */
  by?: Identity;
  /** May it sign others? Default false. */
  authority?: boolean;
  /** Days from now until it ends. Default 365; less than zero for one that has ended. */
  days?: number;
  /** Host names and IP addresses that it is for. Default `127.0.0.1` and `localhost`. */
  hosts?: string[];
}

const dayMs = 86_400_000;

/** Makes a certificate, as an authority of a company would; keys are made anew for each. */
export function issue(name: string, { by, authority = false, days = 365, hosts = ['127.0.0.1', 'localhost'] }: CertificateOptions = {}): Identity {
  const pair = generateKeyPairSync('rsa', { modulusLength: 2048, publicKeyEncoding: { type: 'spki', format: 'pem' }, privateKeyEncoding: { type: 'pkcs8', format: 'pem' } });
  const certificate = forge.pki.createCertificate();
  const subject = [{ name: 'commonName', value: name }];
  certificate.publicKey = forge.pki.publicKeyFromPem(pair.publicKey);
  certificate.serialNumber = `01${forge.util.bytesToHex(forge.random.getBytesSync(8))}`;
  certificate.validity.notBefore = new Date(Date.now() - 400 * dayMs);
  certificate.validity.notAfter = new Date(Date.now() + days * dayMs);
  certificate.setSubject(subject);
  certificate.setIssuer(by === undefined ? subject : forge.pki.certificateFromPem(by.cert).subject.attributes);
  const names = hosts.map((host) => (/^[\d.]+$/.test(host) ? { type: 7, ip: host } : { type: 2, value: host }));
  certificate.setExtensions(authority ? [{ name: 'basicConstraints', cA: true, critical: true }, { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true }] : [{ name: 'subjectAltName', altNames: names }]);
  certificate.sign(forge.pki.privateKeyFromPem(by?.key ?? pair.privateKey), forge.md.sha256.create());
  return { cert: forge.pki.certificateToPem(certificate), key: pair.privateKey };
}
