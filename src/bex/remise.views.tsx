import { etats } from '../agenda/index.ts'
import { chemins as dossiers } from '../dossiers/dossier.paths.ts'
import { type Joignabilite, LigneDeJoignabilite } from '../messages/index.ts'
import type { FenetreDAudience } from '../mesures/index.ts'
import { afficherHeure, afficherJour, type Jour } from '../platform/date.ts'
import { Actions, Alerte, Faits, LienBouton, Titre } from '../platform/interface/index.ts'
import type { RemiseLue } from './audience.store.ts'
import { chemins } from './bex.paths.ts'
import type { LigneDHistoire } from './correction.store.ts'
import { PanneauRemise } from './remise.panels.tsx'

type Convocation = {
  dossierId: string
  id: string
  le: string
  heure: string
  lieu: string
  adresse: string
  typeLibelle: string
  entiteNom: string | null
  etat: string
  fenetre: FenetreDAudience | null
  /** It is to come, and still the court's to change. */
  change: boolean
}
type Props = {
  nom: string
  convocations: Convocation[]
  remise: RemiseLue
  histoire: LigneDHistoire[]
  monTribunalId: string | null
  joignable: Joignabilite
  attend: string[]
}
/** What was just done, and the paper to hand over. */
export const ConvocationFaite = ({ nom, convocations, remise, histoire, monTribunalId, joignable, attend }: Props) => (
  <div class="fil-pile">
    <Titre>{nom}</Titre>
    <Alerte genre={convocations.every(c => c.etat === 'prevue') ? 'ok' : 'attention'}>
      {convocations.map(c => (
        <p>
          <strong>
            {afficherJour(c.le as Jour)} à {afficherHeure(c.heure)}
          </strong>
          , {c.lieu}
          {c.etat !== 'prevue' && ` (${etats[c.etat as keyof typeof etats]})`}
          {c.fenetre && c.le > c.fenetre.au && ` Après le délai de ${c.fenetre.jours} jours (${c.fenetre.citation}), sans nullité.`}
          {c.change && (
            <>
              {' '}
              <a href={chemins.deplacer(c.dossierId, c.id)}>Déplacer ou annuler</a>
            </>
          )}
        </p>
      ))}
    </Alerte>
    <Actions>
      {remise.aImprimer && (
        <LienBouton href={chemins.avis(remise.dossierId, remise.convocationId)} variante="primaire">
          Imprimer les deux exemplaires
        </LienBouton>
      )}
      <LienBouton href={chemins.chercher}>Convoquer une autre personne</LienBouton>
      <LienBouton href={dossiers.dossier(remise.dossierId)} variante="tertiaire">
        Voir le dossier
      </LienBouton>
    </Actions>
    {convocations.map(c => (
      <Faits
        faits={[
          ['Objet', c.typeLibelle],
          ['Chez', c.entiteNom],
          ['Adresse', c.adresse],
        ]}
      />
    ))}
    {(remise.aImprimer ? remise.papierAJour : remise.convocationRemise) && joignable.canal === 'lettre' ? (
      <p>Aucun rappel ne partira. {joignable.pourquoi}</p>
    ) : (
      <LigneDeJoignabilite joignable={joignable} />
    )}
    {attend.map(manque => (
      <p>Le SPIP voit ce dossier en attente de saisine : {manque}</p>
    ))}
    <PanneauRemise remises={{ debout: [remise], histoire }} monTribunalId={monTribunalId} surSaPage />
  </div>
)
