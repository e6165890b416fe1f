import {
  Actions,
  Alerte,
  Bouton,
  Carte,
  ChampCache,
  ChampCase,
  ChampLong,
  ChampTexte,
  Details,
  Faits,
  type FormState,
  Formulaire,
  Instant,
  LienBouton,
  ResumeErreurs,
  Titre,
  valeur,
} from '../platform/interface/index.ts'
import { motsReveles } from '../platform/revele.ts'
import { Mots } from './boite.views.tsx'
import { type Langue, langues } from './canal.rules.ts'
import { chemins } from './message.paths.ts'
import type { Moment } from './message.rules.ts'
import {
  type CanalDeModele,
  motsDuModele,
  refusDeModele,
  separerSujet,
  type Valeurs,
  variables,
} from './modele.rules.ts'
import type { versions as lireVersions } from './modele.store.ts'
import { estDeDroiteAGauche, estRelu } from './mots.rules.ts'
import { alleger, mesurerSms } from './sms.rules.ts'

type Cle = { pour: string; moment: Moment; canal: CanalDeModele; langue: Langue }
export const libelleDuCanal = (canal: string) => (canal === 'sms' ? 'SMS' : 'Courriel')

export const ARelire = ({ langue }: { langue: Langue }) =>
  estRelu(langue) ? null : (
    <Alerte genre="attention">{`Les modèles d’origine en ${langues[langue]} sont à relire par un traducteur.`}</Alerte>
  )

type Lu = {
  cle: Cle
  nom: string
  titre: string
  texte: string
  origine: string
  enVigueur: { id: string; auteur: string; ecritA: string } | null
  versions: Awaited<ReturnType<typeof lireVersions>>
  valeurs: Valeurs
}
/** A template as the person would read it, with what it costs and what it reveals. */
const Apercu = ({ cle, texte, valeurs }: Pick<Lu, 'cle' | 'texte' | 'valeurs'>) => {
  const { sujet, corps } = separerSujet(texte)
  if (
    refusDeModele(corps, cle.moment).some(
      refus => refus.code === 'crochets' || refus.code === 'accolade',
    )
  )
    return <p class="fil-discret">L’aperçu viendra quand crochets et accolades seront fermés.</p>
  const dit = motsDuModele(corps, valeurs)
  const sms = mesurerSms(alleger(dit))
  const reveles = motsReveles(texte)
  return (
    <>
      <Mots
        langue={cle.langue}
        sujet={sujet && motsDuModele(sujet, valeurs)}
        texte={cle.canal === 'sms' ? alleger(dit) : dit}
      />
      {cle.canal === 'sms' && (
        <p class="fil-discret">
          {`${sms.caracteres} caractères, ${sms.parties} SMS.`}
          {sms.alphabet === 'UCS-2' &&
            !estDeDroiteAGauche(cle.langue) &&
            cle.langue !== 'ru' &&
            ` Ces signes doublent le prix : ${sms.horsGsm.slice(0, 12).join(' ')}`}
        </p>
      )}
      {reveles.length > 0 && (
        <Alerte genre="attention">{`Qui lit ce téléphone saura qu’il s’agit de justice : « ${reveles.join(' », « ')} ».`}</Alerte>
      )}
    </>
  )
}

export const VoirModele = ({ ecrire, ...lu }: Lu & { ecrire: boolean }) => (
  <div class="fil-pile">
    <Titre
      actions={
        ecrire && (
          <>
            <LienBouton href={chemins.ecrireModele(lu.cle)}>Écrire</LienBouton>
            {lu.enVigueur && (
              <LienBouton href={chemins.retablirModele(lu.cle)}>Rétablir l’origine</LienBouton>
            )}
          </>
        )
      }
    >
      {lu.titre}
    </Titre>
    <Faits
      faits={[
        ['Pour', lu.nom],
        [
          'Mots',
          lu.enVigueur ? (
            <>
              du service, écrits par {lu.enVigueur.auteur} le <Instant a={lu.enVigueur.ecritA} />
            </>
          ) : (
            'd’origine'
          ),
        ],
      ]}
    />
    {!lu.enVigueur && <ARelire langue={lu.cle.langue} />}
    <Carte titre="Modèle">
      <Mots langue={lu.cle.langue} texte={lu.texte} />
    </Carte>
    <Carte titre="Aperçu sur un cas inventé">
      <Apercu {...lu} />
    </Carte>
    {lu.versions.length > 0 && (
      <Carte titre="Ce qui a été écrit">
        <ul>
          {lu.versions.map(version => (
            <li>
              <Instant a={version.ecritA} />, {version.auteur}
              {version.remplaceA ? (
                <>
                  {' '}
                  (jusqu’au <Instant a={version.remplaceA} />)
                </>
              ) : (
                ' (en vigueur)'
              )}
              <Details titre="Texte">
                <Mots langue={lu.cle.langue} texte={version.texte} />
              </Details>
            </li>
          ))}
        </ul>
      </Carte>
    )}
  </div>
)

export const EcrireModele = ({ state, ...lu }: Lu & { state: FormState }) => {
  const type = valeur(state, 'texte')
  const sujet = valeur(state, 'sujet')
  const tape = lu.cle.canal === 'courriel' && sujet ? `Objet : ${sujet}\n\n${type}` : type
  return (
    <Formulaire large>
      <h1>{lu.titre}</h1>
      <p class="fil-discret">{lu.nom}</p>
      <ResumeErreurs
        state={state}
        libelles={{ texte: 'Message', sujet: 'Objet', confirme: 'Confirmation' }}
      />
      <ARelire langue={lu.cle.langue} />
      <ChampCache name="vu" value={valeur(state, 'vu')} />
      {lu.cle.canal === 'courriel' && (
        <ChampTexte
          state={state}
          name="sujet"
          label="Objet"
          required
          hint="Il se lit sur un téléphone verrouillé. Peut dire {date} et {heure}."
        />
      )}
      <ChampLong
        state={state}
        name="texte"
        label="Message"
        required
        rows={lu.cle.canal === 'sms' ? 5 : 12}
        maxlength={2000}
      />
      <Details titre="Ce que le message peut dire">
        <Faits
          faits={Object.entries(variables).map(([nom, variable]) => [
            `{${nom}}`,
            `${variable.dit}${variable.peutManquer ? ', entre crochets' : ''}`,
          ])}
        />
        <p>
          Ce qui est entre crochets disparaît quand sa variable manque :{' '}
          <code>[Téléphone : {'{telephone}'}. ]</code>
        </p>
      </Details>
      {type !== '' && (
        <Carte titre="Aperçu sur un cas inventé">
          <Apercu cle={lu.cle} texte={tape} valeurs={lu.valeurs} />
          {state.refusals.length === 0 &&
            refusDeModele(type, lu.cle.moment).map(refus => (
              <Alerte genre="attention">{`Ne s’enregistrera pas ainsi : ${refus.message}`}</Alerte>
            ))}
        </Carte>
      )}
      {motsReveles(tape).length > 0 && (
        <ChampCase
          state={state}
          name="confirme"
          label="Nous avons choisi ces mots, sachant que quelqu’un d’autre peut les lire."
        />
      )}
      <Actions>
        <Bouton>Enregistrer</Bouton>
        <Bouton variante="secondaire" name="_geste" value="apercu">
          Voir l’aperçu
        </Bouton>
        <LienBouton href={chemins.modele(lu.cle)} variante="tertiaire">
          Annuler
        </LienBouton>
      </Actions>
    </Formulaire>
  )
}

export const RetablirModele = ({ state, ...lu }: Lu & { state: FormState }) => (
  <Formulaire>
    <h1>Rétablir le modèle d’origine</h1>
    <p class="fil-discret">{`${lu.nom} · ${lu.titre}`}</p>
    <ResumeErreurs state={state} />
    <p>
      Les mots du service cessent de servir ; ils restent dans l’historique. Voici ce qui partira :
    </p>
    <Apercu cle={lu.cle} texte={lu.origine} valeurs={lu.valeurs} />
    <Actions>
      <Bouton>Rétablir</Bouton>
      <LienBouton href={chemins.modele(lu.cle)} variante="tertiaire">
        Annuler
      </LienBouton>
    </Actions>
  </Formulaire>
)
