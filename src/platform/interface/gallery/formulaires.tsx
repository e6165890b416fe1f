import { Actions, Bouton, Geste, Lien, LienBouton } from '../boutons.tsx'
import { ChampCase, ChampCases, ChampRadios } from '../cases.tsx'
import { ChampCache, ChampChoix, ChampFichier, ChampLong, ChampTexte } from '../champs.tsx'
import { Bloc, Formulaire, Rangee, ResumeErreurs } from '../form.tsx'
import type { FormState } from '../form-state.ts'
import { fautif, groupes, options, rempli, vierge } from './etats.ts'
import { Rubrique } from './rubrique.tsx'

export const Boutons = () => (
  <Rubrique id="boutons" titre="Boutons et liens">
    <Actions>
      <Bouton type="button">Primaire</Bouton>
      <Bouton type="button" variante="secondaire" icone="plus">
        Secondaire
      </Bouton>
      <Bouton type="button" variante="tertiaire">
        Tertiaire
      </Bouton>
      <Bouton type="button" variante="danger" icone="trash">
        Clore le dossier
      </Bouton>
      <Bouton type="button" disabled>
        Indisponible
      </Bouton>
      <Bouton type="button" variante="secondaire" imprimer icone="printer">
        Imprimer
      </Bouton>
    </Actions>
    <Actions>
      <LienBouton href="#boutons" variante="primaire">
        Lien primaire
      </LienBouton>
      <LienBouton href="#boutons" icone="download-simple">
        Lien secondaire
      </LienBouton>
      <Lien href="#boutons" icone="files">
        Lien simple
      </Lien>
      <Lien href="#boutons" nouvelOnglet>
        Lien vers ailleurs
      </Lien>
    </Actions>
  </Rubrique>
)

/** Every field, under one state. */
const Champs = ({
  state,
  p: nom,
  disabled,
}: {
  state: FormState
  p: string
  disabled?: boolean
}) => {
  const champ = (name: string, label: string) => ({
    state,
    name: `${nom}.${name}`,
    label,
    ...(disabled ? { disabled } : {}),
  })
  return (
    <>
      <Rangee>
        <ChampTexte
          {...champ('nom', 'Nom')}
          hint="Tel que sur l’acte de naissance."
          required
          propositions={['Durand', 'Durant']}
        />
        <ChampTexte {...champ('le', 'Jour')} type="date" required />
        <ChampTexte {...champ('heure', 'Heure')} type="time" />
        <ChampTexte
          {...champ('duree', 'Durée (minutes)')}
          type="number"
          inputmode="numeric"
          min="5"
          max="480"
        />
      </Rangee>
      <Rangee>
        <ChampTexte {...champ('mail', 'Courriel')} type="email" />
        <ChampTexte {...champ('tel', 'Téléphone')} type="tel" />
        <ChampTexte
          {...champ('secret', 'Mot de passe')}
          type="password"
          autocomplete="current-password"
        />
      </Rangee>
      <ChampLong {...champ('recit', 'Récit')} hint="Ce qui a été dit, par qui." required />
      <Rangee>
        <ChampChoix {...champ('choix', 'Lieu')} options={groupes} required />
        <ChampFichier {...champ('fichier', 'Fichier')} accept=".csv" hint="CSV, 10 Mo au plus." />
      </Rangee>
      <ChampRadios
        {...champ('un', 'Une seule réponse')}
        options={options}
        required
        hint="La plus proche."
      />
      <ChampCases
        {...champ('plusieurs', 'Plusieurs réponses')}
        options={options}
        plusieurs
        enLigne
      />
      <ChampCase {...champ('oui', 'La personne est d’accord')} hint="Dit par elle, ce jour." />
      <ChampCache name={`${nom}.version`} value={1} />
    </>
  )
}

export const Formulaires = () => (
  <>
    <Rubrique id="champs" titre="Champs">
      <Formulaire etiquette="Champs vides" action="/interface" large>
        <Champs state={vierge} p="vierge" />
        <Actions>
          <Bouton>Enregistrer</Bouton>
          <LienBouton href="#champs" variante="tertiaire">
            Annuler
          </LienBouton>
        </Actions>
      </Formulaire>
    </Rubrique>
    <Rubrique id="remplis" titre="Champs remplis, liste et brouillon">
      <Formulaire
        etiquette="Champs remplis"
        action="/interface"
        brouillon={{
          url: '/interface/brouillon',
          cle: 'galerie',
          titre: 'Galerie',
          version: 0,
          aGarder: false,
        }}
      >
        <Champs state={rempli} p="rempli" />
        <Bloc legende="Étape 1">
          <ChampTexte state={rempli} name="rempli.etapes.0.quoi" label="Quoi" />
          <Geste geste="retirer:etapes.0" etiquette="Retirer l’étape 1">
            Retirer
          </Geste>
        </Bloc>
        <Geste geste="ajouter:etapes">Ajouter une étape</Geste>
        <Bouton>Enregistrer</Bouton>
      </Formulaire>
    </Rubrique>
    <Rubrique id="fautifs" titre="Champs à corriger, refus et résumé">
      <Formulaire etiquette="Champs à corriger" action="/interface">
        <ResumeErreurs state={fautif} libelles={{ 'fautif.nom': 'Nom', 'fautif.le': 'Jour' }} />
        <Champs state={fautif} p="fautif" />
        <Bouton>Enregistrer</Bouton>
      </Formulaire>
    </Rubrique>
    <Rubrique id="inactifs" titre="Champs indisponibles">
      <Formulaire etiquette="Champs indisponibles" action="/interface" large>
        <Champs state={vierge} p="inactif" disabled />
      </Formulaire>
    </Rubrique>
  </>
)
