import {
  Actions,
  Alerte,
  adresse,
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
  Onglets,
  Pastille,
  ResumeErreurs,
  Tableau,
  Titre,
  valeur,
} from '../platform/interface/index.ts'
import { motsReveles } from '../platform/revele.ts'
import { Mots } from './boite.views.tsx'
import { clesLangues, type Langue, langues } from './canal.rules.ts'
import { chemins } from './message.paths.ts'
import { clesMoments, type Moment, moments } from './message.rules.ts'
import {
  type CanalDeModele,
  estDeDroiteAGauche,
  estRelu,
  motsDuModele,
  porteesCommunes,
  refusDeModele,
  separerSujet,
  type Valeurs,
  variables,
} from './modele.rules.ts'
import type {
  versions as lireVersions,
  modelesDuService,
  TypeDeConvocation,
} from './modele.store.ts'
import { alleger, mesurerSms } from './sms.rules.ts'

type Cle = { pour: string; moment: Moment; canal: CanalDeModele; langue: Langue }
const canauxDeModele = ['sms', 'courriel'] as const
const libelleDuCanal = (canal: string) => (canal === 'sms' ? 'SMS' : 'Courriel')

type ListeProps = {
  filtre: { pour: string; langue: Langue }
  types: TypeDeConvocation[]
  siens: Awaited<ReturnType<typeof modelesDuService>>
  /** Words of the links’ address and of the senders that say justice. */
  motsDeLEnvoi: string[]
  ecrire: boolean
}
/** Ten templates at a time: those of one type, in one language. */
export const ListeDesModeles = ({ filtre, types, siens, motsDeLEnvoi, ecrire }: ListeProps) => {
  const url = adresse(chemins.modeles, filtre)
  const portees = [
    ...Object.entries(porteesCommunes).map(([cle, libelle]) => ({ cle, libelle })),
    ...types,
  ]
  const sien = (m: { moment: string; canal: string }) =>
    siens.some(
      s =>
        s.type === filtre.pour &&
        s.langue === filtre.langue &&
        s.moment === m.moment &&
        s.canal === m.canal,
    )
  const lignes = clesMoments.flatMap(moment =>
    canauxDeModele.map(canal => ({ moment, canal, ...filtre })),
  )
  return (
    <div class="fil-pile">
      <Titre>Modèles de messages</Titre>
      <p>
        Un modèle du type de convocation passe avant celui de tous les types ; sans modèle du
        service, c’est le modèle d’origine qui part. Les modèles d’origine ne disent ni qui écrit ni
        pourquoi : le téléphone peut être lu par quelqu’un d’autre.
      </p>
      {motsDeLEnvoi.length > 0 && (
        <Alerte genre="attention">
          L’adresse des liens, ou l’expéditeur, dit la justice à côté de chaque message («{' '}
          {motsDeLEnvoi.join(' », « ')} ») : demandez à l’exploitation une adresse et un expéditeur
          neutres.
        </Alerte>
      )}
      <form
        action={chemins.modeles}
        method="get"
        class="fil-actions"
        aria-label="Choisir le type de convocation"
      >
        <input type="hidden" name="langue" value={filtre.langue} />
        <div class="ds-field">
          <label for="pour">Type de convocation</label>
          <select class="ds-input" id="pour" name="pour">
            {portees.map(p => (
              <option value={p.cle} selected={p.cle === filtre.pour}>
                {p.libelle}
              </option>
            ))}
          </select>
        </div>
        <Bouton variante="secondaire">Voir</Bouton>
      </form>
      <Onglets
        etiquette="Langue"
        onglets={clesLangues.map(l => ({
          href: url({ langue: l }),
          label: langues[l],
          actif: l === filtre.langue,
        }))}
      />
      <ARelire langue={filtre.langue} />
      <Tableau
        legende={`Modèles : ${portees.find(p => p.cle === filtre.pour)?.libelle ?? filtre.pour}, ${langues[filtre.langue]}`}
        colonnes={[
          { label: 'Moment', rendu: m => moments[m.moment], entete: true },
          { label: 'Par', rendu: m => libelleDuCanal(m.canal) },
          {
            label: 'Mots',
            rendu: m => (sien(m) ? <Pastille genre="info">Du service</Pastille> : 'D’origine'),
          },
          {
            label: 'Ouvrir',
            rendu: m => (
              <>
                <a
                  href={chemins.modele(m)}
                  aria-label={`Voir : ${moments[m.moment]}, ${libelleDuCanal(m.canal)}`}
                >
                  Voir
                </a>{' '}
                {ecrire && (
                  <a
                    href={chemins.ecrireModele(m)}
                    aria-label={`Écrire : ${moments[m.moment]}, ${libelleDuCanal(m.canal)}`}
                  >
                    Écrire
                  </a>
                )}
              </>
            ),
          },
        ]}
        lignes={lignes}
      />
    </div>
  )
}

const ARelire = ({ langue }: { langue: Langue }) =>
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
  if (refusDeModele(corps, cle.moment).some(r => r.code === 'crochets' || r.code === 'accolade'))
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
          {lu.versions.map(v => (
            <li>
              <Instant a={v.ecritA} />, {v.auteur}
              {v.remplaceA ? (
                <>
                  {' '}
                  (jusqu’au <Instant a={v.remplaceA} />)
                </>
              ) : (
                ' (en vigueur)'
              )}
              <Details titre="Texte">
                <Mots langue={lu.cle.langue} texte={v.texte} />
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
          faits={Object.entries(variables).map(([nom, v]) => [
            `{${nom}}`,
            `${v.dit}${v.peutManquer ? ', entre crochets' : ''}`,
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
            refusDeModele(type, lu.cle.moment).map(r => (
              <Alerte genre="attention">{`Ne s’enregistrera pas ainsi : ${r.message}`}</Alerte>
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
