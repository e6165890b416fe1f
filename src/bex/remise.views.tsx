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
  le: Jour
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
export const ConvocationFaite = ({
  nom,
  convocations,
  remise,
  histoire,
  monTribunalId,
  joignable,
  attend,
}: Props) => (
  <div class="fil-pile">
    <Titre>{nom}</Titre>
    <Alerte
      genre={convocations.every(convocation => convocation.etat === 'prevue') ? 'ok' : 'attention'}
    >
      {convocations.map(convocation => (
        <p>
          <strong>
            {afficherJour(convocation.le)} à {afficherHeure(convocation.heure)}
          </strong>
          , {convocation.lieu}
          {convocation.etat !== 'prevue' && ` (${etats[convocation.etat as keyof typeof etats]})`}
          {convocation.fenetre &&
            convocation.le > convocation.fenetre.au &&
            ` Après le délai de ${convocation.fenetre.jours} jours (${convocation.fenetre.citation}), sans nullité.`}
          {convocation.change && (
            <>
              {' '}
              <a href={chemins.deplacer(convocation.dossierId, convocation.id)}>
                Déplacer ou annuler
              </a>
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
    {convocations.map(convocation => (
      <Faits
        faits={[
          ['Objet', convocation.typeLibelle],
          ['Chez', convocation.entiteNom],
          ['Adresse', convocation.adresse],
        ]}
      />
    ))}
    {(remise.aImprimer ? remise.papierAJour : remise.convocationRemise) &&
    joignable.canal === 'lettre' ? (
      <p>Aucun rappel ne partira. {joignable.pourquoi}</p>
    ) : (
      <LigneDeJoignabilite joignable={joignable} />
    )}
    {attend.map(manque => (
      <p>Le SPIP voit ce dossier en attente de saisine : {manque}</p>
    ))}
    <PanneauRemise
      remises={{ debout: [remise], histoire }}
      monTribunalId={monTribunalId}
      surSaPage
    />
  </div>
)
