import {
  Actions,
  Bloc,
  Bouton,
  ChampCase,
  ChampChoix,
  ChampLong,
  type FormState,
  Formulaire,
  LeJour,
  LienBouton,
  ResumeErreurs,
  Tableau,
} from '../platform/interface/index.ts'
import { chemins as dessaisissements } from './dessaisissement.paths.ts'
import { chemins } from './dossier.paths.ts'
import { HOMONYMES_MONTRES } from './dossier.rules.ts'
import { ChampsPersonne, type Choix } from './personne.views.tsx'
import { PLAFOND } from './rapprochement.rules.ts'
import type { Homonyme } from './rapprochement.store.ts'

type CreerProps = {
  state: FormState
  etablissements: Choix
  antennes: Choix
  homonymes: Homonyme[]
  rouvre: boolean
}
/**
 * Opens a dossier; people who look alike anywhere in the country are shown before another is
 * opened.
 */
export const CreerDossier = ({
  state,
  etablissements,
  antennes,
  homonymes,
  rouvre,
}: CreerProps) => (
  <Formulaire large>
    <h1>Ouvrir un dossier</h1>
    <ResumeErreurs state={state} />
    {homonymes.length > 0 && <Homonymes state={state} homonymes={homonymes} rouvre={rouvre} />}
    {state.refusals.some(refusal => refusal.code === PLAFOND) && (
      <ChampCase
        state={state}
        name="sansChercher"
        label="La personne est là : j’ouvre son dossier sans savoir si un autre service la suit."
        hint="Cherchez-la d’abord dans votre service, par la recherche du haut de la page. Cette ouverture se lit au journal avec sa raison. Si la personne est déjà suivie ailleurs, vous l’apprendrez en la cherchant demain, et demanderez le dessaisissement."
      />
    )}
    <ChampsPersonne state={state} etablissements={etablissements} />
    <Bloc legende="Arrivée">
      <ChampChoix
        state={state}
        name="antenneId"
        label="Antenne"
        options={antennes}
        vide="Celle de l’agent"
      />
      <ChampLong
        state={state}
        name="manque"
        label="Ce qui manque pour commencer"
        hint="Si la décision n’est pas arrivée, dites ce que vous attendez : le dossier sera « en attente de saisine »."
        rows={2}
      />
    </Bloc>
    <Actions>
      <Bouton>Ouvrir le dossier</Bouton>
      <LienBouton href="/" variante="tertiaire">
        Annuler
      </LienBouton>
    </Actions>
  </Formulaire>
)

/** A closed one is not opened a second time: whoever may opens it again. */
const DossierSemblable = ({ homonyme, rouvre }: { homonyme: Homonyme; rouvre: boolean }) => (
  <>
    {homonyme.closLe && (
      <>
        clos le <LeJour le={homonyme.closLe} />{' '}
      </>
    )}
    {homonyme.visible ? (
      <a href={chemins.dossier(homonyme.dossierId)}>Ouvrir</a>
    ) : (
      'hors de votre périmètre'
    )}
    {homonyme.closLe &&
      homonyme.visible &&
      (rouvre ? (
        <>
          {' '}
          ou <a href={chemins.rouvrir(homonyme.dossierId)}>Rouvrir</a>
        </>
      ) : (
        ' ; la direction peut le rouvrir'
      ))}
  </>
)

const Homonymes = ({
  state,
  homonymes,
  rouvre,
}: Pick<CreerProps, 'state' | 'homonymes' | 'rouvre'>) => (
  <div class="fil-pile-serree">
    <Tableau
      legende="Personnes qui se ressemblent"
      colonnes={[
        {
          label: 'Personne',
          rendu: homonyme =>
            `${homonyme.nom} ${homonyme.nomUsage ? `(${homonyme.nomUsage}) ` : ''}${homonyme.prenoms}`,
          entete: true,
        },
        { label: 'Naissance', rendu: homonyme => <LeJour le={homonyme.naissanceLe} /> },
        { label: 'Numéro', rendu: homonyme => homonyme.numero },
        { label: 'Service', rendu: homonyme => homonyme.serviceNom ?? 'aucun' },
        {
          label: 'Dossier',
          rendu: homonyme => <DossierSemblable homonyme={homonyme} rouvre={rouvre} />,
        },
      ]}
      {...(homonymes.length >= HOMONYMES_MONTRES
        ? { partielle: `les ${HOMONYMES_MONTRES} plus proches, il peut y en avoir d’autres` }
        : {})}
      lignes={homonymes}
    />
    {homonymes.some(homonyme => !homonyme.visible) && (
      <Actions>
        <Bouton
          variante="secondaire"
          formaction={dessaisissements.demander}
          name="_geste"
          value="chercher"
        >
          C’est la même personne : demander le dessaisissement
        </Bouton>
      </Actions>
    )}
    <ChampCase
      state={state}
      name="confirme"
      label="J’ai vérifié : c’est une autre personne, j’ouvre un nouveau dossier."
    />
  </div>
)
