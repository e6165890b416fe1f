import { afficherHeure, afficherJour, afficherJourCourt, estJour } from '../platform/date.ts'
import { Actions, Alerte, Faits, LienBouton, Titre } from '../platform/interface/index.ts'
import { lireCreneau } from './audience.rules.ts'
import { chemins } from './bex.paths.ts'

type Valeurs = Record<string, unknown>
const creneau = (dit: string) => {
  const { le, heure } = lireCreneau(dit)
  return estJour(le) ? `${afficherJour(le)} à ${afficherHeure(heure)}` : dit
}
const jour = (dit: string) => (estJour(dit) ? afficherJourCourt(dit) : dit)
const coche = () => 'oui'
const brut = (dit: string) => dit
/** What a sending says, as the screens of the hearing name it. */
const champs: Record<string, [nom: string, dire: (dit: string) => string]> = {
  creneauSpip: ['Créneau au SPIP', creneau],
  creneauSap: ['Créneau au tribunal', creneau],
  spipNom: ['Nom du SPIP', brut],
  spipAdresse: ['Adresse du SPIP', brut],
  spipTelephone: ['Téléphone du SPIP', brut],
  le: ['Jour', jour],
  heure: ['Heure', brut],
  telephone: ['Téléphone', brut],
  courriel: ['Courriel', brut],
  langues: ['Langue', brut],
  interprete: ['Interprète nécessaire', coche],
  adresse: ['Adresse', brut],
  numeroAppi: ['N° APPI', brut],
  audienceLe: ['Jour de l’audience', jour],
  numeroParquet: ['N° parquet', brut],
  decision: ['Décision', brut],
  decisionRemise: ['Décision remise', coche],
  convocationRemise: ['Convocation remise', coche],
  piecesManquantes: ['Pièces manquantes', brut],
  precisions: ['À dire au SPIP', brut],
  motifDuChoix: ['Pourquoi cet autre choix', brut],
}
const dits = (perdu: Valeurs) =>
  Object.entries(champs).flatMap(([cle, [nom, dire]]) => {
    const dit = perdu[cle]
    return typeof dit === 'string' && dit.trim() !== ''
      ? [[nom, dire(dit)] satisfies [string, string]]
      : []
  })

/**
 * After « précédent »: what was made. Sent again from another tab, what this sending said is shown:
 * it was not kept.
 */
export const DejaConvoquee = ({ vers, perdu }: { vers: string; perdu: Valeurs | null }) => (
  <div class="fil-pile">
    <Titre>Déjà convoquée</Titre>
    {perdu ? (
      <Alerte genre="attention">
        Cette personne était déjà convoquée : cet envoi n’est pas gardé. Ce qu’il disait est
        ci-dessous ; pour changer le créneau ou ce qui a été remis, ouvrez la convocation.
      </Alerte>
    ) : (
      <Alerte genre="ok">Cette personne est convoquée.</Alerte>
    )}
    <Actions>
      <LienBouton href={vers} variante="primaire">
        Voir la convocation
      </LienBouton>
      <LienBouton href={chemins.chercher}>Convoquer une autre personne</LienBouton>
    </Actions>
    {perdu && <Faits faits={dits(perdu)} />}
  </div>
)
