import { convocation } from '../agenda/index.ts'
import { chemins as bex } from '../bex/bex.paths.ts'
import {
  DossierPropose,
  identiteEtroite,
  mesOuvertures,
  naissanceDe,
  transfertEnCours,
} from '../dossiers/index.ts'
import { libelleDeNature, mesuresDuDossier } from '../mesures/index.ts'
import { type Context, entiteDe } from '../platform/command.ts'
import { afficherJour, afficherJourCourt } from '../platform/date.ts'
import type { Tx } from '../platform/db/index.ts'
import type { Ecran } from '../platform/http/plateforme.ts'
import { trouver } from '../platform/introuvable.ts'
import { ConvoqueParVotreJuridiction } from './etroit.views.tsx'

/**
 * A dossier seen in part: a court reads who it convoked, a direction reads what it is asked to
 * take; nothing else, and it says so.
 */
export async function ecranEtroit(tx: Tx, dossierId: string, { acteur }: Context): Promise<Ecran> {
  const i = trouver(await identiteEtroite(tx, dossierId))
  const fil = [{ label: 'Ma journée', href: '/' }, { label: i.nomComplet }]
  const ouvertures = await mesOuvertures(tx, dossierId, trouver(entiteDe(acteur)))
  const transfert = ouvertures.some(ouverture => ouverture.portee === 'proposition')
    ? await transfertEnCours(tx, dossierId)
    : undefined
  if (transfert) {
    const mesures = await mesuresDuDossier(tx, dossierId)
    const faits: [string, string | null][] = [
      ['Nom', `${i.nom}${i.nomUsage ? ` (${i.nomUsage})` : ''} ${i.prenoms}`],
      ['Naissance', naissanceDe(i)],
      ['Nationalité', i.nationalite],
      ['Dossier', i.numero],
    ]
    const propose = { ...transfert, transfertId: transfert.id }
    const corps = (
      <DossierPropose nom={i.nomComplet} faits={faits} t={propose}>
        {mesures.length === 0 && <p>Aucune mesure n’est enregistrée.</p>}
        <ul class="fil-liste">
          {mesures.map(mesure => (
            <li>
              {libelleDeNature(mesure.nature, mesure.decisionLe)},{' '}
              {mesure.juridictionNom ?? 'juridiction non renseignée'}, depuis le{' '}
              {afficherJourCourt(mesure.debutLe)}
              {mesure.finLe && `, jusqu’au ${afficherJourCourt(mesure.finLe)}`}
            </li>
          ))}
        </ul>
      </DossierPropose>
    )
    return { titre: i.nomComplet, fil, corps }
  }
  const convocations = []
  for (const ouverture of ouvertures) {
    const cause =
      ouverture.causeId && ouverture.portee === 'convocation'
        ? await convocation(tx, dossierId, ouverture.causeId)
        : undefined
    if (!cause) continue
    const sienne =
      cause.decisionJuridictionId === acteur.juridictionId &&
      cause.decisionJuridictionId !== null &&
      acteur.peut('bex:convoquer')
    convocations.push({
      quand: `${afficherJour(cause.le)}, ${cause.lieu}`,
      etat: cause.etat,
      finA: ouverture.finA,
      href: sienne ? bex.convocation(dossierId, cause.id) : null,
    })
  }
  return {
    titre: i.nomComplet,
    fil,
    corps: (
      <ConvoqueParVotreJuridiction
        nom={i.nomComplet}
        naissance={naissanceDe(i)}
        numero={i.numero}
        convocations={convocations}
      />
    ),
  }
}
