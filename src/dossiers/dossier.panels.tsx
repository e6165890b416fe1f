import { Faits, Pastille } from '../platform/interface/index.ts'
import { chemins } from './dossier.paths.ts'
import {
  direLaDetention,
  direLEcrou,
  direLeDeces,
  estDetenue,
  logements,
  naissanceDe,
} from './dossier.rules.ts'
import type { Identite, IdentiteEtroite } from './dossier.store.ts'

/** Who this is about, at the top of every screen of the dossier. */
export const Bandeau = ({ identite: i }: { identite: Identite | IdentiteEtroite }) => (
  <p class="fil-discret">
    <a href={chemins.dossier(i.dossierId)}>{i.nomComplet}</a>, {naissanceDe(i)} ·{' '}
    <span class="fil-insecable">{i.numero}</span>
    {'serviceId' in i && ` · référent : ${i.referentNom ?? 'à affecter'}`}{' '}
    {i.closA && <Pastille>Clos</Pastille>}
    {'serviceId' in i && <Situation identite={i} />}
    {i.interprete && (
      <Pastille genre="attention">
        Interprète : {i.langues.join(', ') || 'langue à préciser'}
      </Pastille>
    )}
  </p>
)

/** Dead, or in prison: who has died is in prison no more. */
const Situation = ({ identite: i }: { identite: Identite }) => {
  if (i.decedeLe) return <Pastille>{direLeDeces(i, i.decedeLe)}</Pastille>
  return estDetenue(i) ? <Pastille genre="info">{direLaDetention(i)}</Pastille> : null
}

/** The way to a screen of the dossier. */
export const filDuDossier = (
  i: Pick<Identite, 'nomComplet' | 'dossierId'>,
  ...suite: { label: string; href?: string }[]
) => [
  { label: 'Ma journée', href: '/' },
  { label: i.nomComplet, href: chemins.dossier(i.dossierId) },
  ...suite,
]

/** Contact and situation of the person. */
export const Coordonnees = ({ identite: i }: { identite: Identite }) => (
  <Faits
    faits={[
      ['Téléphone', i.telephone ? `${i.telephone}${i.refuseSms ? ' (refuse les SMS)' : ''}` : null],
      ['Courriel', i.courriel],
      ['Logement', logements[i.logement as keyof typeof logements]],
      ['Adresse', adresseDe(i)],
      ['Langues', i.langues.join(', ') || null],
      ['Situation', i.decedeLe ? direLeDeces(i, i.decedeLe) : direLaDetention(i)],
      ['Écrou', !i.decedeLe && estDetenue(i) ? direLEcrou(i) : null],
    ]}
  />
)

/** The postal address on one line, or null; a domiciliation names who receives the mail. */
export function adresseDe(
  i: Pick<Identite, 'domicilieChez' | 'adresse' | 'adresseComplement' | 'codePostal' | 'commune'>,
): string | null {
  const lignes = [
    i.domicilieChez && `chez ${i.domicilieChez}`,
    i.adresse,
    i.adresseComplement,
    [i.codePostal, i.commune].filter(Boolean).join(' '),
  ].filter(Boolean)
  return lignes.length ? lignes.join(', ') : null
}
