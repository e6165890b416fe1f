import { naissanceDe, selonLeSexe } from '../dossiers/index.ts'
import { Heure } from '../platform/interface/index.ts'
import type { LigneDuJour, Transferee } from './accueil.store.ts'
import { chemins as convocations } from './convocation.paths.ts'
import { PastilleEtat } from './etat.views.tsx'
import { ou } from './ligne.views.tsx'

const attendu = (sexe: string | null) =>
  selonLeSexe(sexe, { F: 'attendue', M: 'attendu', inconnu: 'convocation' })

export const Ailleurs = ({ lignes }: { lignes: LigneDuJour[] }) =>
  lignes.length === 0 ? null : (
    <section class="fil-carte" aria-label="Sur un autre site" role="status">
      <h2>Sur un autre site</h2>
      <ul>
        {lignes.map(ligne => (
          <li>
            <a href={convocations.convocation(ligne.dossierId, ligne.id)}>{ligne.nomComplet}</a>,{' '}
            {naissanceDe(ligne)} :{' '}
            <strong>
              {attendu(ligne.sexe)} à {ou(ligne)} à <Heure heure={ligne.heure} />
            </strong>
            {(ligne.agentNom ?? ligne.agendaNom) && `, avec ${ligne.agentNom ?? ligne.agendaNom}`}.{' '}
            <PastilleEtat etat={ligne.etat} />
          </li>
        ))}
      </ul>
    </section>
  )

/**
 * Nobody is lost between two services: the one that expects the person reads who and when, the one
 * that follows decides.
 */
export const EntreDeuxServices = ({ lignes }: { lignes: Transferee[] }) => {
  const ici = lignes.filter(ligne => ligne.dossierId === null)
  const laBas = lignes.filter(ligne => ligne.dossierId !== null)
  if (lignes.length === 0) return null
  return (
    <section class="fil-carte" aria-label="Dossiers transférés">
      <h2>Dossiers transférés, convocations maintenues</h2>
      <ul>
        {ici.map(transferee => (
          <li>
            <strong>{transferee.nomComplet}</strong>, {naissanceDe(transferee)} :{' '}
            <strong>
              {attendu(transferee.sexe)} ici à <Heure heure={transferee.heure} />
            </strong>
            , {transferee.lieu}
            {transferee.agentNom && `, avec ${transferee.agentNom}`}. Dossier suivi maintenant par{' '}
            {transferee.serviceNom} : dites-lui si la personne est venue.
          </li>
        ))}
        {laBas.map(transferee => (
          <li>
            <a href={convocations.convocation(transferee.dossierId ?? '', transferee.id)}>
              {transferee.nomComplet}
            </a>
            , {naissanceDe(transferee)} :{' '}
            <strong>
              {attendu(transferee.sexe)} à <Heure heure={transferee.heure} /> par{' '}
              {transferee.serviceNom}
            </strong>
            , {transferee.lieu}
            {transferee.agentNom && `, avec ${transferee.agentNom}`}. Vous suivez ce dossier : à
            vous de la garder ou de l’annuler.
          </li>
        ))}
      </ul>
    </section>
  )
}
